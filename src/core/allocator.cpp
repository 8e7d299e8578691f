#include "core/allocator.h"

#include <malloc.h>

namespace codau {

void return_large_blocks_when_freed() noexcept {
#ifdef M_MMAP_THRESHOLD
  constexpr int kLargeBlockBytes = 1 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlockBytes);
#endif
}

void retain_freed_memory(int min_returned_bytes) noexcept {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
  constexpr int kNoTrimBytes = 1 << 30;
  ::mallopt(M_MMAP_THRESHOLD, min_returned_bytes);
  ::mallopt(M_TRIM_THRESHOLD, kNoTrimBytes);
#else
  static_cast<void>(min_returned_bytes);
#endif
}

void use_one_arena() noexcept {
#ifdef M_ARENA_MAX
  ::mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace codau
