/** SR-1: the copy's text for search, written where a pass has it at hand; what stands already is not written again. */
import type { Tx } from '#lib/db/client.ts'

export async function keepText(tx: Tx, articleId: string, { head, text }: { head: number; text: string }): Promise<void> {
  // Postgres holds no NUL.
  const kept = text.replaceAll('\u0000', '')
  await tx.$executeRaw`
    INSERT INTO article_text (article_id, seq, text) VALUES (${articleId}::uuid, ${head}, ${kept})
    ON CONFLICT (article_id) DO UPDATE SET seq = EXCLUDED.seq, text = EXCLUDED.text
    WHERE article_text.seq < EXCLUDED.seq AND article_text.text <> EXCLUDED.text`
}
