#include "core/memory.h"

#include <malloc.h>

namespace codau {

void give_back_long_texts() noexcept {
#ifdef M_MMAP_THRESHOLD
  constexpr int kLong = 1 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kLong);
#endif
}

void keep_freed_memory(int longest) noexcept {
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
  constexpr int kNever = 1 << 30;
  ::mallopt(M_MMAP_THRESHOLD, longest);
  ::mallopt(M_TRIM_THRESHOLD, kNever);
#else
  static_cast<void>(longest);
#endif
}

void share_freed_memory() noexcept {
#ifdef M_ARENA_MAX
  ::mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace codau
