#include "core/memory.h"

#include <malloc.h>

namespace codau {

void give_back_long_texts() noexcept {
#ifdef M_MMAP_THRESHOLD
  constexpr int kLong = 1 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kLong);
#endif
}

void keep_freed_memory() noexcept {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
  // Kept up to 32 MiB, a line of 8 MiB took 163 MiB; as quick with 8.
  constexpr int kLongest = 8 << 20, kNever = 1 << 30;
  ::mallopt(M_MMAP_THRESHOLD, kLongest);
  ::mallopt(M_TRIM_THRESHOLD, kNever);
#endif
}

void share_freed_memory() noexcept {
#ifdef M_ARENA_MAX
  ::mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace codau
