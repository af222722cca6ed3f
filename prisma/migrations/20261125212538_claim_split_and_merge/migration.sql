-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "merged_into_id" UUID,
ADD COLUMN     "split_from_id" UUID;
