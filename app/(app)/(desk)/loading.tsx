import { LoadingLines, Skeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <div className="mx-auto w-full max-w-page px-4 pt-6 lg:px-6">
      <Skeleton className="mb-6 h-7 w-48" />
      <LoadingLines lines={9} />
    </div>
  )
}
