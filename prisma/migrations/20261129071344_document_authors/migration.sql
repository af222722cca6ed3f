-- CreateIndex
CREATE INDEX "document_update_article_id_user_id_idx" ON "document_update"("article_id", "user_id");
