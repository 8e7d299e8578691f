#include "worker/pdf_words.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace codau::worker {
namespace {

PageBox around(const PageBox& a, const PageBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

std::vector<exports::PdfWord> words_of(const TextDocument& document, const TextLine& line) {
  std::vector<exports::PdfWord> words;
  Bytes last;
  for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
    const Bytes word = document.words[i];
    const PageBox box = document.print(i).box;
    if (word.empty()) continue;
    if (!words.empty() && word.begin < last.end) {
      last.end = std::max(last.end, word.end);
      words.back() = {std::string(slice(document.text, last)), around(words.back().box, box)};
    } else {
      last = word;
      words.push_back({std::string(slice(document.text, last)), box});
    }
  }
  return words;
}

}  // namespace

std::vector<exports::PdfPage> pdf_pages(const TextDocument& document) {
  std::vector<exports::PdfPage> pages;
  for (const TextPage& page : document.pages) {
    if (page.origin == Origin::kLayer) continue;
    exports::PdfPage out{page.number, page.width, page.height, page.dpi, page.rotation, {}};
    for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
      auto words = words_of(document, document.lines[i]);
      if (!words.empty()) out.lines.push_back(std::move(words));
    }
    if (!out.lines.empty()) pages.push_back(std::move(out));
  }
  return pages;
}

}  // namespace codau::worker
