-- AlterTable
ALTER TABLE "desk" ADD COLUMN     "verdict_days" INTEGER NOT NULL DEFAULT 90;

-- CL-10b: wordings that are nearly the same are found by the letter triples that they share. Trusted: whoever may
-- create in the database may add it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A wording as its triples are counted: no case, no punctuation. Where the database's character type is C, pg_trgm
-- sees ASCII alone; so any other word is written as a fingerprint, which is the same for the same word and no other.
CREATE FUNCTION likeness_text(words TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(string_agg(CASE WHEN word ~ '^[\x21-\x7e]*$' THEN word ELSE 'u' || substr(md5(word), 1, 5) END, ' '), '')
  FROM regexp_split_to_table(
    lower(normalize(words, NFC)),
    '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f]+'
  ) AS word
);

CREATE INDEX "verdict_wording_hash_idx" ON "verdict"("wording_hash");
CREATE INDEX "verdict_likeness_idx" ON "verdict" USING gin (likeness_text("wording") gin_trgm_ops);
