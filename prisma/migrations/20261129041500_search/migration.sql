-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "words" tsvector;

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "words" tsvector;

-- AlterTable
ALTER TABLE "evidence_capture" ADD COLUMN     "words" tsvector;

-- CreateTable
CREATE TABLE "article_text" (
    "article_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "words" tsvector,

    CONSTRAINT "article_text_pkey" PRIMARY KEY ("article_id")
);

-- CreateIndex
CREATE INDEX "article_text_words_idx" ON "article_text" USING GIN ("words");

-- CreateIndex
CREATE INDEX "claim_words_idx" ON "claim" USING GIN ("words");

-- CreateIndex
CREATE INDEX "claim_created_at_id_idx" ON "claim"("created_at", "id");

-- CreateIndex
CREATE INDEX "evidence_words_idx" ON "evidence" USING GIN ("words");

-- CreateIndex
CREATE INDEX "evidence_created_at_id_idx" ON "evidence"("created_at", "id");

-- CreateIndex
CREATE INDEX "evidence_capture_words_idx" ON "evidence_capture" USING GIN ("words");

-- AddForeignKey
ALTER TABLE "article_text" ADD CONSTRAINT "article_text_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand from here. SR-2: words as they are searched for: English endings taken off, accents too, and no word left
-- out, since WHO and US are words in a newsroom.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH DICTIONARY stet_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION stet (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION stet
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, stet_stem;

-- Where the database's character type is C, the parser takes every sign beyond ASCII for a letter: quotes and dashes
-- are made spaces first. So are the signs by which it knows tags, entities and paths, in which no word is found. Bounded,
-- because the words of one text have to fit into a megabyte.
CREATE FUNCTION search_words(words TEXT) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('stet'::regconfig, regexp_replace(lower(left(words, 200000)), '[<&/\u00a0-\u00bf\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f\ufffc]+', ' ', 'g'));

-- As people type into a search box: words, "a phrase", or, -without.
CREATE FUNCTION search_query(typed TEXT) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN websearch_to_tsquery('stet'::regconfig,
  regexp_replace(translate(lower(typed), '“”„‟«»', '""""""'), '[<&/\u00a0-\u00bf\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f]+', ' ', 'g'));

-- The places where the words stand, each between U+0002 and U+0003; U+0004 is put around what has to count as a space.
CREATE FUNCTION search_excerpt(words TEXT, wanted tsquery) RETURNS TEXT LANGUAGE sql STABLE PARALLEL SAFE
RETURN translate(
  ts_headline('stet'::regconfig,
    regexp_replace(translate(left(words, 50000), E'\x02\x03\x04', ''), '([<&/\u00a0-\u00bf\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f\ufffc])', E'\x04\\1\x04', 'g'),
    wanted, E'StartSel="\x02", StopSel="\x03", MaxWords=32, MinWords=16, ShortWord=0, MaxFragments=2, FragmentDelimiter=" … "'),
  E'\x04', '');

CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := search_words(CASE TG_TABLE_NAME
    WHEN 'claim' THEN to_jsonb(NEW) ->> 'wording'
    WHEN 'evidence' THEN concat_ws(E'\n', to_jsonb(NEW) ->> 'title', to_jsonb(NEW) ->> 'excerpt', to_jsonb(NEW) ->> 'text', to_jsonb(NEW) ->> 'reached', to_jsonb(NEW) ->> 'file_name')
    ELSE concat_ws(E'\n', to_jsonb(NEW) ->> 'title', to_jsonb(NEW) ->> 'text')
  END);
  RETURN NEW;
END
$$;

CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF "text" ON "article_text" FOR EACH ROW EXECUTE FUNCTION keep_words();
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF "wording" ON "claim" FOR EACH ROW EXECUTE FUNCTION keep_words();
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF "title", "excerpt", "text", "reached", "file_name" ON "evidence" FOR EACH ROW EXECUTE FUNCTION keep_words();
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF "title", "text" ON "evidence_capture" FOR EACH ROW EXECUTE FUNCTION keep_words();

-- What is there already. An article's copy from its newest version, until the next pass over it.
UPDATE "claim" SET "wording" = "wording";
UPDATE "evidence" SET "title" = "title";
UPDATE "evidence_capture" SET "title" = "title";
INSERT INTO "article_text" ("article_id", "seq", "text")
SELECT DISTINCT ON (article_id) article_id, 0,
  (SELECT coalesce(string_agg(said #>> '{}', ' '), '') FROM jsonb_path_query(canonical::jsonb, 'strict $.**.text') said)
FROM "article_version" WHERE canonical NOT LIKE '%\\u0000%'
ORDER BY article_id, number DESC;
