import { CopySkeleton } from '#components/workbench/copy-skeleton.tsx'

export default function Loading() {
  return <CopySkeleton />
}
