-- CreateIndex
CREATE INDEX "claim_priority_created_at_id_idx" ON "claim"("priority" DESC, "created_at", "id");

-- CreateIndex
CREATE INDEX "task_state_due_at_idx" ON "task"("state", "due_at");
