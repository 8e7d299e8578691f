// core/memory.h — settings of the allocator of this process.
#pragma once

namespace codau {

/// Makes the allocator return the memory of long texts (1 MiB or more) to the system when they are
/// freed. By default, glibc takes such texts from memory that is never returned once the first was
/// freed. A table of 4 MiB then cost the pipeline 20 MiB more, its worker 15.
void give_back_long_texts() noexcept;

/// Keeps freed memory in the process, except pieces of more than `longest` bytes. For code that
/// needs the same memory repeatedly: filters (the next part of a text) and page readers (the next
/// picture). Of this function and give_back_long_texts(), the last call counts.
void keep_freed_memory(int longest) noexcept;

/// Lets all threads reuse freed memory. For servers whose many threads do little each. Otherwise
/// each thread keeps its own peak (162 MB after 40 answers of 16 threads).
void share_freed_memory() noexcept;

}  // namespace codau
