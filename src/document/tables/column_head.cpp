#include "document/tables/column_head.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "document/words/passage.h"

namespace codau::document {
namespace {

constexpr std::size_t kFewestColumns = 3;

/// "STT Vị trí công việc": a title of ordinals is narrow, and one blank parts it from the next.
std::vector<PlainPart> title_parts(const Lexicon& lexicon, const TextDocument& document,
                                   const PlainLine& line) {
  std::vector<PlainPart> out = line.parts;
  const PlainPart first = out.front();
  std::uint32_t blank = first.begin;
  while (blank < first.end && line.has_ink(blank)) ++blank;
  const ByteRange word{first.text.begin, line.byte_at[blank]};
  if (blank == first.end ||
      find_synonym_role(lexicon, slice(document.text, word)) != ColumnRole::kOrdinal)
    return out;
  out.front() = {first.begin, blank, word};
  out.insert(out.begin() + 1, {blank + 1, first.end, {line.byte_at[blank + 1], first.text.end}});
  return out;
}

bool overlap(const PlainPart& part, const PlainTitle& title) {
  return part.begin < title.end && title.begin < part.end;
}

class HeadReader {
 public:
  HeadReader(const Lexicon& lexicon, const TextDocument& document)
      : lexicon_(lexicon), document_(document) {}

  /// Adds a line below the titles. Returns false if its words do not stand below single titles.
  bool add(const PlainLine& line) {
    for (const PlainPart& part : title_parts(lexicon_, document_, line)) {
      if (!add(line, part)) return false;
    }
    return true;
  }

  /// The titles with their purposes; nothing if they are no head.
  [[nodiscard]] std::vector<PlainTitle> finish() const {
    std::vector<PlainTitle> out = titles_;
    std::set<ColumnRole> roles, known;
    for (PlainTitle& title : out) {
      const std::string words = words_of(title);
      if (!is_title(words)) return {};
      title.role = read_column_title(lexicon_, words).role;
      roles.insert(title.role);
      if (const auto role = find_known_role(lexicon_, words)) known.insert(*role);
    }
    const bool is_numbered = known.contains(ColumnRole::kOrdinal) && out.size() > kFewestColumns;
    known.erase(ColumnRole::kOrdinal);
    const bool has_others = is_numbered || (known.contains(ColumnRole::kTask) && known.size() > 1);
    if (out.size() < kFewestColumns || !roles.contains(ColumnRole::kTask) || !has_others) return {};
    return out;
  }

 private:
  [[nodiscard]] std::string words_of(const PlainTitle& title) const {
    std::string out;
    for (const ByteRange piece : title.pieces)
      out.append(out.empty() ? "" : " ").append(slice(document_.text, piece));
    return out;
  }

  static bool is_title(const std::string& words) {
    constexpr std::size_t kMostWords = 12;  // as in the list of titles
    return begins_with_capital(words) && words.find(':') == words.npos &&
           count_words(words) <= kMostWords;
  }

  /// "thực hiện thực hiện" below two titles is parted at the blank that is nearest to the middle
  /// between them.
  bool add(const PlainLine& line, PlainPart part) {
    const auto first = std::ranges::find_if(
        titles_, [&](const PlainTitle& title) { return overlap(part, title); });
    if (first == titles_.end()) {
      const auto place = std::ranges::upper_bound(titles_, part.begin, {}, &PlainTitle::begin);
      titles_.insert(place, {part.begin, part.end, {part.text}});
      return true;
    }
    const auto next = first + 1;
    if (next != titles_.end() && overlap(part, *next)) {
      const auto blank = nearest_blank(line, part, (first->end + next->begin) / 2);
      if (!blank) return false;
      const PlainPart left{part.begin, *blank, {part.text.begin, line.byte_at[*blank]}};
      const PlainPart right{*blank + 1, part.end, {line.byte_at[*blank + 1], part.text.end}};
      return add(line, left) && add(line, right);
    }
    first->begin = std::min(first->begin, part.begin);
    first->end = std::max(first->end, part.end);
    first->pieces.push_back(part.text);
    return true;
  }

  static std::optional<std::uint32_t> nearest_blank(const PlainLine& line, const PlainPart& part,
                                                    std::uint32_t middle) {
    std::optional<std::uint32_t> out;
    const auto distance = [&](std::uint32_t at) { return at > middle ? at - middle : middle - at; };
    for (std::uint32_t at = part.begin; at < part.end; ++at) {
      if (!line.has_ink(at) && (!out || distance(at) < distance(*out))) out = at;
    }
    return out;
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  std::vector<PlainTitle> titles_;
};

/// "thực hiện", "(Objectives)": what a title goes on with, no cell of a row.
bool may_go_on(const TextDocument& document, const PlainLine& line) {
  constexpr std::size_t kMostWords = 6;
  return std::ranges::all_of(line.parts, [&](const PlainPart& part) {
    const std::string_view words = slice(document.text, part.text);
    return count_words(words) <= kMostWords && words.find_first_of("0123456789") == words.npos;
  });
}

std::size_t count_purposes(const std::vector<PlainTitle>& titles) {
  return static_cast<std::size_t>(std::ranges::count_if(
      titles, [](const PlainTitle& title) { return title.role != ColumnRole::kUnknown; }));
}

/// Small letters or brackets alone: below titles they belong to them.
bool only_goes_on(const TextDocument& document, const PlainLine& line) {
  return std::ranges::none_of(line.parts, [&](const PlainPart& part) {
    const std::string_view words = slice(document.text, part.text);
    return words.front() != '(' && begins_with_capital(words);
  });
}

}  // namespace

bool may_be_head(const Lexicon& lexicon, const TextDocument& document, const PlainLine& line) {
  return !line.is_blank() && (line.parts.size() >= kFewestColumns ||
                              title_parts(lexicon, document, line).size() > line.parts.size());
}

std::optional<PlainHead> find_column_head(const Lexicon& lexicon, const TextDocument& document,
                                          std::span<const PlainLine> lines, std::size_t at) {
  constexpr std::size_t kMostAbove = 2, kMostBelow = 3;
  std::optional<PlainHead> best;
  std::size_t most = 0;
  for (std::size_t above = 0; above <= std::min(kMostAbove, at); ++above) {
    const std::size_t begin = at - above;
    if (lines[begin].is_blank() || (above > 0 && lines[begin + 1].begins_page)) break;
    HeadReader reader(lexicon, document);
    for (std::size_t i = begin; i < std::min(lines.size(), at + kMostBelow + 1); ++i) {
      const PlainLine& line = lines[i];
      const bool ends = line.is_blank() || (i > begin && line.begins_page) ||
                        (i != at && !may_go_on(document, line)) || !reader.add(line);
      if (ends) break;
      if (i < at) continue;
      std::vector<PlainTitle> titles = reader.finish();
      const std::size_t purposes = count_purposes(titles);
      const bool goes_on = best && best->end == i && best->begin == begin && purposes == most &&
                           only_goes_on(document, line);
      if (titles.empty() || (purposes <= most && !goes_on)) continue;
      most = purposes;
      best = PlainHead{begin, i + 1, std::move(titles)};
    }
  }
  return best;
}

}  // namespace codau::document
