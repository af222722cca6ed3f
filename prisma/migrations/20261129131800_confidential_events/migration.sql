-- CreateTable
CREATE TABLE "confidential_event" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "evidence_id" UUID NOT NULL,

    CONSTRAINT "confidential_event_pkey" PRIMARY KEY ("chain","seq")
);
