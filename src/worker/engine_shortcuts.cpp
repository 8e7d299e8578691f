// worker/engine_shortcuts.cpp — functions of libraries that the recogniser spends time in for
// nothing, defined anew: symbols of a program stand before those of its libraries. What is read
// stays the same.
#include <cstddef>
#include <cstdint>
#include <utility>

struct Pix;

// Tesseract 5 keeps the picture of each line as PNG between cutting it out and reading it: an
// eighth of its time. The reader of that form (pixReadMem) takes any, so it gets the one that
// costs a copy. Our own PNG files are written through pixWriteMemPng.
extern "C" int pixWriteMemSpix(std::uint8_t** data, std::size_t* size, Pix* pix);
extern "C" int pixWriteMem(std::uint8_t** data, std::size_t* size, Pix* pix, int /*format*/) {
  return pixWriteMemSpix(data, size, pix);
}

// One thread (OMP_THREAD_LIMIT) needs no team of threads: libgomp forms one all the same, and asks
// the kernel some 100,000 times a page to wake nobody. Here the work is simply done.
namespace {
struct Sections {
  unsigned next = 1, count = 0;
};
Sections sections;  // of the innermost GOMP_parallel_sections
}  // namespace

extern "C" void GOMP_parallel(void (*work)(void*), void* data, unsigned /*threads*/,
                              unsigned /*flags*/) {
  work(data);
}
extern "C" void GOMP_parallel_sections(void (*work)(void*), void* data, unsigned /*threads*/,
                                       unsigned count, unsigned /*flags*/) {
  const Sections outer = std::exchange(sections, {1, count});
  work(data);
  sections = outer;
}
extern "C" unsigned GOMP_sections_next() {
  return sections.next <= sections.count ? sections.next++ : 0;
}
extern "C" void GOMP_sections_end_nowait() {}
