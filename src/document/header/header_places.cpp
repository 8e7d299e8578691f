#include "document/header/header_places.h"

#include <array>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kLongestLine = 1000;  // bytes; a head prints shorter ones

/// The bytes of the line between two groups of a match, blanks at both ends included.
ByteRange between(const Passage& line, std::string_view text, const Match& match,
                  std::size_t before, std::size_t after) {
  const ByteRange left = line.in_document(line.in_text(*match.groups[before]));
  const ByteRange right = line.in_document(line.in_text(*match.groups[after]));
  const bool ends = right.empty();
  return {left.end, ends ? static_cast<std::uint32_t>(text.size()) : right.begin};
}

/// Removes capitals before a slash from a place: they belong to the notation ("Số KH/HU", its dash
/// lost).
ByteRange without_type(std::string_view line, ByteRange place) {
  const bool is_slash = place.end < line.size() && line[place.end] == '/';
  std::uint32_t begin = place.end;
  while (begin > place.begin && line[begin - 1] >= 'A' && line[begin - 1] <= 'Z') --begin;
  if (is_slash && place.end - begin > 1) place.end = begin;
  return place;
}

/// "số 12/TTr-SYT" in small letters and without a colon, where a sentence goes on. `head`: what
/// stands before the number.
bool is_cited(std::string_view line, std::string_view head) {
  constexpr std::string_view kColons = ":;.,";
  const std::size_t first = line.find_first_not_of(" \t\"'([*-");
  return head.find("kem theo") == std::string_view::npos && first != std::string_view::npos &&
         line[first] == 's' && kColons.find(head.back()) == std::string_view::npos;
}

}  // namespace

std::optional<ByteRange> find_number_place(std::string_view line) {
  if (line.size() > kLongestLine) return std::nullopt;
  static const std::array<Pattern, 6> kPatterns{
      // "Số: 64/KH-UBND", "Số 64 - CV/HU"; a year between number and notation is of the notation
      Pattern(R"(([^a-z0-9]{0,3}s[oae06](?:\s?[:;.,])?)(.{0,40}?))"
              R"((\s*(?:/\s*(?:19|20)\d\d)?(?:/\s*[^\sa-z0-9/]?[a-z]{2}|-\s*[a-z]{1,4}/).*))"),
      // "Số: 98KH-UBND", its slash lost
      Pattern(R"(([^a-z0-9]{0,3}s[oae06]\s?[:;.,])(.{0,40}?)([a-z]{2,4}-[a-z].*))"),
      // "Số 7KH-UBND": neither colon nor slash was read
      Pattern(R"(([^a-z0-9]{0,3}s[oae06])(\s?[^a-z]{0,8}?)([a-z]{2,4}-[a-z].*))"),
      Pattern(R"(([^a-z0-9]{0,3}s[oae06]\s?[:;])(.{0,16})($))"),
      // "Số: oQ TTg Hà Nội, ngày …": nobody knows where the number ends
      Pattern(R"(([^a-z0-9]{0,3}s[oae06]\s?[:;])()(\s*\S+(?:\s\S+){0,5},\s*ng.{1,2}y.*))"),
      // "(Kèm theo Kế hoạch số  /KH-UBND ngày …" below the title of an appendix
      Pattern(R"(([^a-z0-9]{0,3}(?:ban hanh )?kem theo .*?\bso)(.{0,40}?)(\s*/[a-z]{2}.*))")};
  const Passage passage = read_passage(line, ByteRange{0, static_cast<std::uint32_t>(line.size())});
  for (const Pattern& pattern : kPatterns) {
    const auto match = pattern.at_start(passage.key);
    if (!match || is_cited(line, match->of(passage.key, 1))) continue;
    return without_type(line, between(passage, line, *match, 1, 3));
  }
  return std::nullopt;
}

bool has_number_label(std::string_view line) {
  static const Pattern kLabel(R"([^a-z0-9]{0,3}s[oae06]\s?[:;])");
  return kLabel.at_start(fold(line.substr(0, kLongestLine))).has_value() ||
         find_number_place(line).has_value();
}

std::optional<DatePlaces> find_date_places(std::string_view line) {
  if (line.size() > kLongestLine) return std::nullopt;
  static const std::array<Pattern, 2> kPatterns{
      Pattern(R"((.*?ng.{1,2}y)(.{0,24}?)(th.{0,2}a?ng)(.{0,24}?)(nam)(.{0,16}?)(\s*$))"),
      Pattern(R"((.*,\s*(?:ngay)?)\s*([\d._…]*?)\s*(/)\s*([\d._…]*?)\s*(/)\s*((?:19|20)\d\d)($))")};
  const Passage passage = read_passage(line, ByteRange{0, static_cast<std::uint32_t>(line.size())});
  for (const Pattern& pattern : kPatterns) {
    const auto match = pattern.at_start(passage.key);
    if (!match) continue;
    return DatePlaces{between(passage, line, *match, 1, 3), between(passage, line, *match, 3, 5),
                      between(passage, line, *match, 5, 7)};
  }
  return std::nullopt;
}

std::string insert_words(std::string_view line, ByteRange place, std::string_view words) {
  const std::string_view before = line.substr(0, place.begin), after = line.substr(place.end);
  const bool glues = after.empty() || after.front() == '/';
  std::string out(before);
  if (!before.empty() && before.back() != ' ' && before.back() != '/') out += ' ';
  out += words;
  if (!glues) out += ' ';
  return out.append(after);
}

std::string format_day(int day) { return (day < 10 ? "0" : "") + std::to_string(day); }

std::string format_month(int month) { return (month < 3 ? "0" : "") + std::to_string(month); }

}  // namespace codau::document
