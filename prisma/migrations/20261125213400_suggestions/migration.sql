-- CreateEnum
CREATE TYPE "SuggestionDecisionKind" AS ENUM ('accepted', 'dismissed', 'restored');

-- CreateTable
CREATE TABLE "suggestion_decision" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "wording" TEXT NOT NULL,
    "wording_hash" TEXT NOT NULL,
    "decision" "SuggestionDecisionKind" NOT NULL,
    "reasons" TEXT[],
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "suggestion_decision_article_id_created_at_idx" ON "suggestion_decision"("article_id", "created_at");

-- AddForeignKey
ALTER TABLE "suggestion_decision" ADD CONSTRAINT "suggestion_decision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
