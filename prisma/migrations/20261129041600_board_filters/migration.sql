-- CreateTable
CREATE TABLE "board_filter" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "shared_desk_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "board_filter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "board_filter_shared_desk_id_idx" ON "board_filter"("shared_desk_id");

-- CreateIndex
CREATE UNIQUE INDEX "board_filter_owner_id_name_key" ON "board_filter"("owner_id", "name");

-- AddForeignKey
ALTER TABLE "board_filter" ADD CONSTRAINT "board_filter_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_filter" ADD CONSTRAINT "board_filter_shared_desk_id_fkey" FOREIGN KEY ("shared_desk_id") REFERENCES "desk"("id") ON DELETE SET NULL ON UPDATE CASCADE;
