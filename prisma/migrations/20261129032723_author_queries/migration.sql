-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'query';

-- CreateTable
CREATE TABLE "author_query" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "author_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "author_query_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "author_query_reply" (
    "id" UUID NOT NULL,
    "query_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by_author" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "author_query_reply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "author_query_claim_id_idx" ON "author_query"("claim_id");

-- CreateIndex
CREATE INDEX "author_query_closed_at_created_at_idx" ON "author_query"("closed_at", "created_at");

-- CreateIndex
CREATE INDEX "author_query_reply_query_id_created_at_idx" ON "author_query_reply"("query_id", "created_at");

-- AddForeignKey
ALTER TABLE "author_query" ADD CONSTRAINT "author_query_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "author_query_reply" ADD CONSTRAINT "author_query_reply_query_id_fkey" FOREIGN KEY ("query_id") REFERENCES "author_query"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
