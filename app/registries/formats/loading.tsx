import { FormatsLoading } from '@/components/formats/formats-loading';

export default function Loading() {
  return <FormatsLoading />;
}
