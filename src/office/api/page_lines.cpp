#include "office/api/page_lines.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

#include "review/queue/scan_crop.h"

namespace codau::office {
namespace {

/// A line of words, without spaces.
struct PlacedKey {
  std::string key;
  std::vector<const exports::PlacedWord*> words;
};

std::string remove_spaces(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
  return out;
}

std::vector<PlacedKey> list_placed_lines(const exports::PlacedPage& page) {
  std::vector<PlacedKey> out;
  for (const auto& area : page.areas) {
    for (const auto& paragraph : area) {
      for (const auto& line : paragraph) {
        PlacedKey& one = out.emplace_back();
        for (const exports::PlacedWord& word : line) {
          one.key += remove_spaces(word.text);
          one.words.push_back(&word);
        }
      }
    }
  }
  return out;
}

/// Returns the words of the lines that make up `key`, from the line `at` on. Moves `at` after
/// them. Returns nothing if the lines make up another text.
std::vector<const exports::PlacedWord*> take_words(const std::vector<PlacedKey>& lines,
                                                   std::size_t& at, const std::string& key) {
  std::vector<const exports::PlacedWord*> out;
  std::string made;
  for (std::size_t i = at; i < lines.size() && made.size() < key.size(); ++i) {
    made += lines[i].key;
    if (!key.starts_with(made)) return {};
    out.insert(out.end(), lines[i].words.begin(), lines[i].words.end());
    if (made.size() == key.size()) {
      at = i + 1;
      return out;
    }
  }
  return {};
}

review::ScanPage to_scan_page(const exports::PlacedPage& page) {
  return {page.number, page.width, page.height, page.dpi, page.rotation};
}

}  // namespace

std::vector<PageLine> find_page_lines(std::string_view text, const exports::PlacedPage& page) {
  constexpr std::size_t kFarthest = 12;  // lines that may be missing in the text
  const std::vector<PlacedKey> placed = list_placed_lines(page);
  std::vector<PageLine> out;
  std::size_t next = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    PageLine line{out.size() + 1, std::string(text.substr(begin, end - begin)), {}};
    const std::string key = remove_spaces(line.text);
    for (std::size_t i = next; !key.empty() && i < placed.size() && i <= next + kFarthest; ++i) {
      std::size_t at = i;
      line.words = take_words(placed, at, key);
      if (line.words.empty()) continue;
      next = at;
      break;
    }
    out.push_back(std::move(line));
    begin = end + 1;
  }
  if (!out.empty() && out.back().text.empty()) out.pop_back();  // after the last line feed
  return out;
}

std::string read_page_text(const store::StoreReader& store, std::string_view doc_id,
                           std::int64_t number, std::int64_t first) {
  std::ifstream in(store.results().paths(doc_id).text, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::size_t begin = 0;
  for (std::int64_t page = first; page < number; ++page) {
    begin = text.find('\f', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  return text.substr(begin, std::min(text.find('\f', begin), text.size()) - begin);
}

std::array<std::int32_t, 2> find_upright_size(const exports::PlacedPage& page) {
  const bool lies = page.rotation == 90 || page.rotation == 270;
  return lies ? std::array{page.height, page.width} : std::array{page.width, page.height};
}

UprightBox to_upright(const exports::PlacedPage& page, const PageBox& box) {
  const review::ScanPage scan = to_scan_page(page);
  const auto at = review::to_relative_box(scan, review::make_whole_page_box(scan), box);
  const auto [width, height] = find_upright_size(page);
  const auto pixel = [](double share, std::int32_t size) {
    return static_cast<std::int32_t>(std::lround(share * size));
  };
  return {pixel(at.left, width), pixel(at.top, height), pixel(at.left + at.width, width),
          pixel(at.top + at.height, height)};
}

std::vector<UprightBox> find_marked_boxes(const exports::PlacedPage& page,
                                          const std::vector<PageLine>& lines, std::size_t line,
                                          std::string_view text,
                                          const std::vector<ByteRange>& marks) {
  std::vector<UprightBox> out;
  std::size_t at = 0;
  for (std::size_t i = line; i <= line + 1 && i <= lines.size() && i > 0; ++i) {
    for (const exports::PlacedWord* const word : lines[i - 1].words) {
      const std::size_t found = text.find(word->text, at);
      if (found == std::string_view::npos) continue;
      at = found + word->text.size();
      const bool is_marked = std::ranges::any_of(
          marks, [&](const ByteRange& mark) { return mark.begin < at && mark.end > found; });
      if (is_marked) out.push_back(to_upright(page, word->box));
    }
  }
  return out;
}

}  // namespace codau::office
