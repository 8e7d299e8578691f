#include "worker/placed_pages.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "core/hex.h"
#include "record/schema/ids.h"
#include "text/text_document.h"

namespace codau::worker {
namespace {

constexpr std::size_t kPdfWordsHashDigits = 24;

using exports::PlacedLine;
using exports::PlacedPage;
using exports::PlacedWord;

/// Words of a TextDocument that restoration joined into one word.
struct JoinedWords {
  ByteRange text;
  IndexRange words;
  PageBox box;
};

std::vector<JoinedWords> words_of(const TextDocument& document, const TextLine& line) {
  std::vector<JoinedWords> words;
  for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
    const ByteRange word = document.words[i];
    const PageBox box = document.scanned_word(i).box;
    if (word.empty()) continue;
    if (!words.empty() && word.begin < words.back().text.end) {
      JoinedWords& last = words.back();
      last.text.end = std::max(last.text.end, word.end);
      last.words.end = i + 1;
      last.box = united(last.box, box);
    } else {
      words.push_back({word, {i, i + 1}, box});
    }
  }
  return words;
}

// ---- confidence of a word ----

/// Returns the lowest confidence of the entries that touch `word`; 2 if none does. The list is
/// ascending.
template <class List>
double least_confidence(const List& list, ByteRange word) {
  double least = 2;
  auto one = std::ranges::partition_point(
      list, [&](const auto& item) { return item.out.end <= word.begin; });
  for (; one != list.end() && one->out.begin < word.end; ++one)
    least = std::min(least, one->confidence);
  return least;
}

double confidence_of(const RestoredDocument& document, const JoinedWords& word) {
  const double doubt = least_confidence(document.doubts, word.text);
  if (doubt <= 1) return doubt;
  const double change = least_confidence(document.changes, word.text);
  if (change <= 1) return change;
  double read = 1;
  for (std::uint32_t i = word.words.begin; i < word.words.end; ++i)
    read = std::min(read, document.after.scanned_word(i).confidence);
  return read;
}

std::string as_read(const RestoredDocument& document, const std::vector<ByteRange>& words,
                    const JoinedWords& word) {
  const ByteRange all{words[word.words.begin].begin, words[word.words.end - 1].end};
  const std::string_view read = slice(document.before.text, all);
  return read == slice(document.after.text, word.text) ? std::string() : std::string(read);
}

// ---- areas and paragraphs ----

/// For each line, the number of its paragraph and of its cell; 0 if it has none.
struct Groups {
  std::vector<std::uint32_t> paragraphs, cells;
};

Groups groups_of(const TextDocument& document) {
  Groups out;
  out.paragraphs.resize(document.lines.size());
  out.cells.resize(document.lines.size());
  std::uint32_t number = 0;
  for (const text::Paragraph& paragraph : text::find_paragraphs(document)) {
    ++number;
    for (const std::uint32_t line : paragraph.lines) out.paragraphs[line] = number;
  }
  number = 0;
  for (const TextCell& cell : document.cells) {
    ++number;
    auto line = std::ranges::partition_point(
        document.lines, [&](const TextLine& one) { return one.text.begin < cell.text.begin; });
    for (; line != document.lines.end() && line->text.end <= cell.text.end; ++line)
      out.cells[static_cast<std::size_t>(line - document.lines.begin())] = number;
  }
  return out;
}

/// Adds lines to areas and paragraphs in order.
class Arranger {
 public:
  Arranger(const TextDocument& document, const Groups& groups)
      : document_(document), groups_(groups) {}

  void add(PlacedPage& page, std::uint32_t line, PlacedLine words) {
    const bool is_first = page.areas.empty();
    const bool new_area = is_first || document_.lines[last_].role != document_.lines[line].role ||
                          groups_.cells[last_] != groups_.cells[line];
    if (new_area) page.areas.emplace_back();
    if (new_area || groups_.paragraphs[last_] != groups_.paragraphs[line])
      page.areas.back().emplace_back();
    page.areas.back().back().push_back(std::move(words));
    last_ = line;
  }

 private:
  const TextDocument& document_;
  const Groups& groups_;
  std::uint32_t last_ = 0;  // last added line
};

}  // namespace

std::vector<exports::PdfPage> make_pdf_pages(const TextDocument& document) {
  std::vector<exports::PdfPage> pages;
  for (const TextPage& page : document.pages) {
    exports::PdfPage out{page.number, page.width, page.height, page.dpi, page.rotation, {}};
    // Keeps its own text, which is rotated with the page.
    if (page.origin == TextOrigin::kTextLayer) {
      if (page.rotation != 0) pages.push_back(std::move(out));
      continue;
    }
    for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
      std::vector<exports::PdfWord> line;
      for (const JoinedWords& word : words_of(document, document.lines[i]))
        line.push_back({std::string(slice(document.text, word.text)), word.box});
      if (!line.empty()) out.lines.push_back(std::move(line));
    }
    if (!out.lines.empty()) pages.push_back(std::move(out));
  }
  return pages;
}

std::vector<PlacedPage> make_placed_pages(const RestoredDocument& document,
                                          const std::vector<ByteRange>& words_as_read,
                                          ByteRange of) {
  const TextDocument& text = document.after;
  const Groups groups = groups_of(text);
  std::vector<PlacedPage> pages;
  for (const TextPage& page : text.pages) {
    if (page.width <= 0 || page.height <= 0) continue;
    PlacedPage out{page.number,
                   page.width,
                   page.height,
                   page.dpi,
                   page.rotation,
                   page.mean_confidence,
                   page.image_sha256,
                   {},
                   page.origin == TextOrigin::kTextLayer};
    Arranger arranger(text, groups);
    for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
      const TextLine& line = text.lines[i];
      if (line.text.begin < of.begin || line.text.end > of.end) continue;
      PlacedLine words;
      for (const JoinedWords& word : words_of(text, line)) {
        words.push_back({std::string(slice(text.text, word.text)), word.box,
                         confidence_of(document, word), as_read(document, words_as_read, word)});
      }
      if (!words.empty()) arranger.add(out, i, std::move(words));
    }
    pages.push_back(std::move(out));
  }
  return pages;
}

std::string hash_pdf_words(std::string_view version, const std::vector<exports::PdfPage>& pages) {
  std::string hash = record::sha256_of_pieces([&](const auto& add) {
    const auto add_numbers = [&](std::initializer_list<std::int64_t> numbers) {
      std::string line;
      for (const std::int64_t number : numbers) line += std::to_string(number) + ' ';
      add(line);
    };
    add(version);
    for (const exports::PdfPage& page : pages) {
      add("\npage ");
      add_numbers({page.number, page.width, page.height, page.rotation});
      for (const std::vector<exports::PdfWord>& line : page.lines) {
        add("\nline ");
        for (const exports::PdfWord& word : line) {
          const PageBox& box = word.box;
          add_numbers({std::ssize(word.text), box.left, box.top, box.right, box.bottom});
          add(word.text);
        }
      }
    }
  });
  hash.resize(kPdfWordsHashDigits);
  return hash;
}

bool is_pdf_words_hash(std::string_view text) {
  return text.size() == kPdfWordsHashDigits && is_hex(text);
}

}  // namespace codau::worker
