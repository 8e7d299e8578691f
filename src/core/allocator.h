// core/allocator.h — settings of glibc's malloc for the whole process. With other C libraries these
// functions do nothing.
#pragma once

namespace codau {

/// Makes malloc return blocks of 1 MiB or more to the system as soon as they are freed. By default,
/// glibc keeps blocks up to the size of the largest block that was freed before. Saves
/// memory in programs that need large blocks only now and then.
void return_large_blocks_when_freed() noexcept;

/// Makes malloc keep freed blocks for later use. Only blocks of `min_returned_bytes` or more return
/// to the system. `min_returned_bytes`: at most 32 MiB. For programs that soon need the same memory
/// again, such as a decoder of page images. If return_large_blocks_when_freed() is called as well,
/// the later call decides which blocks return to the system.
void retain_freed_memory(int min_returned_bytes) noexcept;

/// Makes all threads share one memory pool, so that each thread can reuse memory freed by others.
/// Saves memory in servers with many threads that each do little. Call it before starting threads.
void use_one_arena() noexcept;

}  // namespace codau
