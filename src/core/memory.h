// core/memory.h — what the allocator of this process is asked for.
#pragma once

namespace codau {

/// From now on a text that may be as long as its document goes back to the system as soon as it is
/// no longer needed. By itself glibc, once one of them was freed, takes the next from memory that
/// it never gives back: a table of 4 MiB cost the pipeline 20 MiB more, its worker 15.
void give_back_long_texts() noexcept;

/// For what needs the same again and again, as filters (the next part of a text) and readers of
/// pages (the next picture): what is freed stays with the process, but for pieces of more than
/// `longest` bytes. The last of these two calls counts.
void keep_freed_memory(int longest) noexcept;

/// For servers, whose many threads do little each: what one has freed is there for all. Else each
/// would keep the most that it ever had (162 MB after 40 answers of 16 threads).
void share_freed_memory() noexcept;

}  // namespace codau
