/** How evidence looks wherever it is told of; apart from any component, so that pages made on the server have it too. */
import { FileText, Link2, Phone, StickyNote, type LucideIcon } from 'lucide-react'
import type { Tone } from '#components/ui/tone.ts'
import type { EvidenceDto } from '#lib/api/schemas/claims.ts'

export const EVIDENCE_ICON: Record<EvidenceDto['type'], LucideIcon> = { link: Link2, note: StickyNote, call: Phone, file: FileText }
export const RELATION_TONE: Record<EvidenceDto['relation'], Tone> = { supports: 'good', contradicts: 'bad', context: 'wait' }
