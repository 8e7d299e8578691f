// core/allocator.h — settings of the allocator of this process.
#pragma once

namespace codau {

/// Makes the allocator return the memory of long texts (1 MiB or more) to the system when they are
/// freed. By default, glibc takes such texts from memory that is never returned once the first was
/// freed. A table of 4 MiB then cost the pipeline 20 MiB more, its worker 15.
void return_large_blocks_when_freed() noexcept;

/// Keeps freed memory in the process, except blocks of more than `max_kept_bytes`. For code that
/// needs the same memory repeatedly: filters (the next part of a text) and page readers (the next
/// picture). Of this function and return_large_blocks_when_freed(), the last call counts.
void retain_freed_memory(int max_kept_bytes) noexcept;

/// Lets all threads reuse freed memory. For servers whose many threads do little each. Otherwise
/// each thread keeps its own peak (162 MB after 40 answers of 16 threads).
void use_one_arena() noexcept;

}  // namespace codau
