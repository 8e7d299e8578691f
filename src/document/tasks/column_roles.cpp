#include "document/tasks/column_roles.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// The key of a title: without what stands in brackets, punctuation as spaces.
std::string title_key(std::string_view title) {
  std::string out;
  int depth = 0;
  for (const char c : fold(title)) {
    if (c == '(') ++depth;
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (depth == 0 && is_word) out += c;
    if (depth == 0 && !is_word && !out.empty() && out.back() != ' ') out += ' ';
    if (c == ')' && depth > 0) --depth;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// The role "column", in fold key without punctuation.
struct Titles {
  struct Synonym {
    std::string key;
    ColumnRole role;
    bool is_exact = false;  ///< so near to other words that no letter of it may differ
  };

  explicit Titles(const Lexicon& lexicon) {
    for (const text::LexiconEntry& entry : lexicon.entries("column"))
      all.push_back({title_key(entry.form), role_named(entry.type), entry.has("exact")});
  }

  static ColumnRole role_named(std::string_view name) {
    using enum ColumnRole;
    constexpr auto kNames =
        std::to_array<std::pair<std::string_view, ColumnRole>>({{"ordinal", kOrdinal},
                                                                {"task", kTask},
                                                                {"lead", kLead},
                                                                {"coop", kCoop},
                                                                {"output", kOutput},
                                                                {"start", kStart},
                                                                {"deadline", kDeadline},
                                                                {"budget", kBudget},
                                                                {"note", kNote},
                                                                {"code", kCode}});
    const auto* const found =
        std::ranges::find(kNames, name, [](const auto& n) { return n.first; });
    return found == kNames.end() ? kUnknown : found->second;
  }

  std::vector<Synonym> all;
};

constexpr std::size_t kTitleWords = 12;
constexpr std::size_t kFuzzyLength = 7;  // shorter titles differ too little from each other
/// Letters for each that may be damaged (standards 3.1); so many that no word is another.
constexpr std::size_t kLettersOfEdit = 4, kLettersOfSureEdit = 8;

/// What titles of more words than the list knows are about, the surest words first.
ColumnRole role_by_words(std::string_view key) {
  struct Cue {
    Pattern pattern;
    ColumnRole role;
  };
  static const std::array<Cue, 12> kCues = {{
      {Pattern(R"((noi dung|nhiem vu|hang muc|khoan) chi($| (phi|tra|cho|ngan sach)\b))"),
       ColumnRole::kUnknown},  // what money is spent on
      {Pattern(R"(chu tri|chiu trach nhiem chinh|phu trach)"), ColumnRole::kLead},
      {Pattern(R"(phoi hop)"), ColumnRole::kCoop},
      {Pattern(R"((bat dau|khoi cong|khoi dong).*(ket thuc|hoan thanh))"), ColumnRole::kDeadline},
      {Pattern(R"(^((thoi gian|thoi diem|moc|ngay) )?(bat dau|khoi cong|khoi dong)\b[^,]{0,20}$)"),
       ColumnRole::kStart},
      {Pattern(
           R"(^(thoi gian|thoi han|thoi diem|tien do|moc thoi gian|ngay hoan thanh|han hoan thanh))"),
       ColumnRole::kDeadline},
      {Pattern(R"(kinh phi|du toan|nguon von|thanh tien)"), ColumnRole::kBudget},
      {Pattern(R"((don vi|co quan|bo phan|nguoi|ca nhan|to chuc|phong ban).*(thuc hien|tham muu|)"
               R"(kiem tra|trach nhiem|danh gia)|phan cong|trach nhiem)"),
       ColumnRole::kLead},
      {Pattern(
           R"(^(noi dung|nhiem vu|cong viec|hoat dong|danh muc|giai phap|ten nhiem vu|cac nhiem vu))"),
       ColumnRole::kTask},
      {Pattern(R"(san pham|ket qua|dau ra|chi tieu|muc tieu|yeu cau)"), ColumnRole::kOutput},
      {Pattern(R"(thoi gian|thoi han|tien do)"), ColumnRole::kDeadline},
      {Pattern(R"(ghi chu)"), ColumnRole::kNote},
  }};
  for (const Cue& cue : kCues) {
    if (cue.pattern.find(key)) return cue.role;
  }
  return ColumnRole::kUnknown;
}

/// The title of the list that is nearest to a key, one edit in so many letters at most.
std::optional<ColumnRole> role_of_damaged(const Lexicon& lexicon, std::string key,
                                          std::size_t letters) {
  if (key.size() < kFuzzyLength || count_words(key) > kTitleWords) return std::nullopt;
  std::erase(key, ' ');
  std::optional<ColumnRole> best;
  std::size_t fewest = std::string::npos;
  for (const Titles::Synonym& synonym : lexicon.cached<Titles>().all) {
    std::string known = synonym.key;
    std::erase(known, ' ');
    const std::size_t allowed = known.size() / letters;
    const std::size_t apart =
        std::max(known.size(), key.size()) - std::min(known.size(), key.size());
    if (synonym.is_exact || synonym.key.size() < kFuzzyLength || apart > allowed) continue;
    const std::size_t edits = edit_distance(key, known);
    if (edits > allowed || edits >= fewest) continue;
    fewest = edits;
    best = synonym.role;
  }
  return best;
}

}  // namespace

std::optional<ColumnRole> find_synonym_role(const Lexicon& lexicon, std::string_view title) {
  const std::string key = title_key(title);
  const std::vector<Titles::Synonym>& known = lexicon.cached<Titles>().all;
  const auto found = std::ranges::find(known, key, &Titles::Synonym::key);
  return found == known.end() ? std::nullopt : std::optional(found->role);
}

bool is_column_title_row(const Lexicon& lexicon, std::string_view line) {
  constexpr std::size_t kLeastPurposes = 3, kMostWords = 6;  // "đơn vị chủ trì thực hiện" has six
  std::vector<ByteRange> words;
  for (std::size_t at = line.find_first_not_of(' '); at < line.size();
       at = line.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  std::set<ColumnRole> purposes;
  for (std::size_t next = 0; next < words.size() && purposes.size() < kLeastPurposes;) {
    std::size_t count = std::min(kMostWords, words.size() - next);
    for (; count > 0; --count) {
      const ByteRange title{words[next].begin, words[next + count - 1].end};
      const auto role = find_synonym_role(lexicon, slice(line, title));
      if (!role) continue;
      purposes.insert(*role);
      break;
    }
    if (count == 0) break;
    next += count;
  }
  return purposes.size() >= kLeastPurposes;
}

std::optional<std::uint32_t> find_label_start(std::string_view text, std::uint32_t colon,
                                              std::string_view stops,
                                              const TitlePredicate& is_title) {
  constexpr std::uint32_t kLongest = 90;  // bytes: "Cơ quan, đơn vị chủ trì thực hiện" has 47
  constexpr std::string_view kPart = "\n;(";
  for (std::uint32_t begin = colon > kLongest ? colon - kLongest : 0; begin < colon; ++begin) {
    const char stop = begin == 0 ? '\n' : text[begin - 1];
    if (stops.find(stop) == stops.npos) continue;
    const bool is_inner = stop == ' ';
    const std::size_t at =
        is_inner ? begin : std::min<std::size_t>(text.find_first_not_of(" -+", begin), colon);
    const std::string_view title = text.substr(at, colon - at);
    const bool may_be = (kPart.find(stop) != kPart.npos || begins_with_capital(title)) &&
                        (!is_inner || title.find(' ') != title.npos);
    if (may_be && is_title(title)) return static_cast<std::uint32_t>(at);
  }
  return std::nullopt;
}

bool has_inner_titles(std::string_view text, const TitlePredicate& is_title) {
  int count = 0;
  for (auto colon = text.find(':'); colon != text.npos && count < 2;
       colon = text.find(':', colon + 1)) {
    if (find_label_start(text, static_cast<std::uint32_t>(colon), " ", is_title)) ++count;
  }
  return count == 2;
}

bool is_listed_title(const Lexicon& lexicon, std::string_view title) {
  const auto role = find_synonym_role(lexicon, title);
  return role && *role != ColumnRole::kTask;
}

bool is_month_title(std::string_view title) { return fold(title) == "thang"; }

std::optional<ColumnRole> find_known_role(const Lexicon& lexicon, std::string_view title) {
  if (const auto role = find_synonym_role(lexicon, title)) return role;
  return role_of_damaged(lexicon, title_key(title), kLettersOfEdit);
}

ColumnTitleReading read_column_title(const Lexicon& lexicon, std::string_view title) {
  if (const auto role = find_synonym_role(lexicon, title)) return {*role, true};
  const std::string key = title_key(title);
  if (key.empty() || count_words(key) > kTitleWords) return {};
  if (const auto role = role_of_damaged(lexicon, key, kLettersOfSureEdit)) return {*role, false};
  if (const ColumnRole role = role_by_words(key); role != ColumnRole::kUnknown)
    return {role, false};
  const auto role = role_of_damaged(lexicon, key, kLettersOfEdit);
  return {role.value_or(ColumnRole::kUnknown), false};
}

}  // namespace codau::document
