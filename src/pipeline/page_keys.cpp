#include "pipeline/page_keys.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace codau::pipeline {
namespace {

// Raised by whoever changes what image/ or ocr/ make of a page (tests/rule/reading_key_test.py asks
// for it). 2: marks of secrecy are looked for; 3: pale ink; 4: dates at the edge of a page; 5:
// lines read by our own network; 7: marks of secrecy under darker print; 8: judged by a second
// network; 9: headers that wind, small print enlarged by cubic convolution; 10: lines read by
// layers trained further; 11: pieces of rulings told by their length and by what they stand in line
// with; 12: pieces of a word without alternatives to the whole of it, ends of lines that are well
// spelt; 13: lines of columns that are none joined as they were read, lengths by the height of
// letters, gaps under streaks, seals ring by ring; 14: figures by hand told by their ink, by layers
// trained on, pages flat and small told better; 15: thin print, print of the page behind in shades,
// streaks that break off, titles of two lines; 16: stems of broken print, closings below little
// text, stops read as commas, blanks of the longest recipient; 17: dashes of recipients as any,
// ends of their items; 18: numbers of a lower level and what is no number in first columns, tables
// whose rulings fade, layers without dirt; 19: white between figures, ends of lines read again,
// print behind taken for marks of secrecy, counts without 0; 20: one layout for
// layers and scans, tables without black rulings, large marks alone on a page, cut pictures,
// streaks of pages that are stored on their side.
constexpr std::string_view kReading = "reading 21";

constexpr std::string_view kVersion = "reading ";

}  // namespace

PageKeys page_keys(std::string_view engine) {
  PageKeys keys;
  keys.read = std::string(kReading) + ", " + std::string(engine);
  keys.simply = keys.read + std::string(PageKeys::kSimply);
  return keys;
}

bool is_simple(std::string_view key) { return key.ends_with(PageKeys::kSimply); }

std::uint64_t reader_version(std::string_view key) {
  std::uint64_t version = 0;
  if (key.starts_with(kVersion))
    std::from_chars(key.data() + kVersion.size(), key.data() + key.size(), version);
  return version;
}

std::string best_key(const PageKeys& keys, const std::vector<std::string>& there) {
  const auto rank = [&](const std::string& key) {
    return std::tuple(key == keys.read, !is_simple(key), key == keys.simply, reader_version(key),
                      std::string_view(key));
  };
  const auto best = std::ranges::max_element(there, {}, rank);
  return best == there.end() ? std::string() : *best;
}

}  // namespace codau::pipeline
