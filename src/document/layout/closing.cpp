#include "document/layout/closing.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/layout/head_lines.h"
#include "document/layout/signature_office.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kAuthorityWords = 14, kPositionWords = 12;

/// The prefixes of 3.9 with their stop, as Party papers print them (T/M), or where a known office
/// or organ follows without one.
constexpr const char* kPrefix =
    R"((?:tm|kt|tl|tuq|q)\s?[.,/]|(?:t\s?[/.]\s?m|k\s?[/.]\s?t|t\s?/\s?l)\b[.]?)";

bool has_family_name(const Lexicon& lexicon, const Passage& line) {
  const std::string key = fold(line.key.substr(0, line.key.find(' ')));
  return std::ranges::any_of(lexicon.entries("family_name"), [&](const text::LexiconEntry& name) {
    return !name.has("word") && fold(name.form) == key;
  });
}

bool ends_sentence(std::string_view key) {
  return !key.empty() && std::string_view(".;:!?").find(key.back()) != std::string_view::npos;
}

bool is_bullet(std::string_view key) {
  static const Pattern kPattern(R"([_'=]?\s?[-+•~*]\s?\S)");
  return kPattern.at_start(key).has_value();
}

/// "II. ĐỐI TƯỢNG" is a heading, near as it is to "ĐỘI TRƯỞNG".
bool is_numbered(std::string_view text) {
  static const Pattern kPattern(R"((?:[IVX]{1,4}|\d{1,2})\s?[.)/–-]\s)");
  return kPattern.at_start(text).has_value();
}

/// "(Đã ký)", "[chữ ký]", "(Ký tên, đóng dấu)": stands for the signature.
bool stands_for_signature(std::string_view key) {
  static const Pattern kPattern(
      R"([^a-z]*(?:da ky|da ki|chu ky|ki ten|ky ten|signature|signed|ky ghi ro|ky, ghi ro)\b)"
      R"(.{0,40}|[^a-z]*[(\[] ?dau\b.{0,40}|[^a-z]*dau[^a-z]*)");  // no "Đậu Xuân Kỳ"
  return kPattern.is_full_match(key);
}

/// The name of a person, by itself: "Bùi Quang Vinh".
bool names_signer(const Lexicon& lexicon, const Passage& name) {
  // "Y Bhăm Niê", "K'Brông Thị Hiền" of the Central Highlands begin with no family name
  static const Pattern kHighlands("(?:Y |[HKY]['’])"),
      kMedical("Y (?:[Tt]ế|[Ss][ĩỹ]|[Tt]á|[Dd]ược|[Hh]ọc|[Kk]hoa)(?: |$)");
  const bool is_name = has_family_name(lexicon, name) ||
                       (kHighlands.at_start(name.text) && !kMedical.at_start(name.text));
  return is_name && is_person_line(lexicon, name);
}

/// A line below line `i`, as far as a closing goes, is a person: who signs has a line of his own.
bool has_signer_below(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                      std::size_t i) {
  for (std::size_t k = i + 1; k < lines.size() && lines[k].zone != LineZone::kTable; ++k) {
    if (is_blank_line(lines[k])) continue;
    if (lines[k].zone != LineZone::kBody || read_appendix_label(lines[k].passage)) return false;
    const Passage& line = lines[k].passage;
    if (is_person_line(lexicon, line) || is_person_in_capitals(lexicon, line)) return true;
    if (lines[k].gap > 0 && is_person_line(lexicon, take_from(line, lines[k].gap))) return true;
  }
  return false;
}

/// "- Lưu: VT, TTr. Bùi Quang Vinh": the name of ô 7 behind the last item, one blank between the
/// columns; 0 without one. Names behind a comma are items.
std::uint32_t name_behind_archive(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kName(R"([^,:\s] ((?:\p{Lu}(?:['’]\p{Lu})?\p{Ll}+|Y) )"
                             R"((?:\p{Lu}\p{Ll}* ){1,2}\p{Lu}\p{Ll}+)$)");
  const auto match = is_archive_item(line) ? kName.find(line.text) : std::nullopt;
  if (!match) return 0;
  return names_signer(lexicon, take_from(line, match->groups[1]->begin)) ? match->groups[1]->begin
                                                                         : 0;
}

/// An item that names persons: "- Các đồng chí: Lê Văn An; …".
bool names_person(const Lexicon& lexicon, const Passage& item) {
  static const Pattern kPart("[^:;,]+");
  for (std::size_t at = 0; const auto found = kPart.find(item.text, at);) {
    at = found->whole().end;
    const Passage one = take_part(item, found->whole());
    if (has_family_name(lexicon, one) && is_person_line(lexicon, one)) return true;
  }
  return false;
}

struct NameBehindItem {
  explicit NameBehindItem(const Lexicon& lexicon)
      : name("; ((?:" + make_printed_pattern(lexicon, "rank") +
             R"( )?\p{Lu}\p{Ll}+ (?:\p{Lu}\p{Ll}* ){1,2}\p{Lu}\p{Ll}+)$)"),
        rank(make_printed_pattern(lexicon, "rank") + ' ') {}

  Pattern name;  ///< "; Thượng úy Lê Văn An"
  Pattern rank;
};

/// "- CVP, các PCVP UBND tỉnh; Đào Quang Thiện" above "- Lưu: VT": the same behind the item before
/// the last, where that is whole; 0 without one.
std::uint32_t name_above_archive(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                                 std::size_t i) {
  const NameBehindItem& known = lexicon.cached<NameBehindItem>();
  const Passage& line = lines[i].passage;
  const auto match =
      lines[i].page == 0 && is_bullet(line.key) ? known.name.find(line.text) : std::nullopt;
  if (!match || names_person(lexicon, take_part(line, {0, match->groups[1]->begin}))) return 0;
  std::size_t next = i + 1;
  while (next < lines.size() && is_blank_line(lines[next])) ++next;
  if (next == lines.size() || !is_archive_item(lines[next].passage)) return 0;
  if (name_behind_archive(lexicon, lines[next].passage) > 0) return 0;
  const Passage name = take_from(line, match->groups[1]->begin);
  const auto rank = known.rank.at_start(name.text);
  const bool is_name = has_family_name(lexicon, rank ? take_from(name, rank->whole().end) : name);
  return is_name && is_person_line(lexicon, name) ? match->groups[1]->begin : 0;
}

/// What of ô 7 stands above a line.
struct Signing {
  bool has_office = false, is_signed = false;
};

/// Where ô 7 begins in a line that also holds an item of ô 9b; 0 when it does not.
/// Between columns one blank apart a name is who signs where nobody else does; above the last item
/// it is a recipient but below an office.
std::uint32_t right_column(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                           std::size_t i, Signing signing) {
  const PrintedLine& whole = lines[i];
  const Passage& line = whole.passage;
  if (whole.role == Role::kSignature) return 0;
  if (whole.gap > 0) {
    const Passage right = take_from(line, whole.gap);
    if (is_authority_line(lexicon, right) || is_office_line(lexicon, right) ||
        is_person_line(lexicon, right))
      return whole.gap;
  }
  std::uint32_t name = name_behind_archive(lexicon, line);
  if (name == 0 && signing.has_office) name = name_above_archive(lexicon, lines, i);
  if (name > 0 && !signing.is_signed && !has_signer_below(lexicon, lines, i)) return name;
  static const Pattern kPattern(R"(\s(?:(?:tm|kt|tl|tuq|q)\s?\.|t/m|k/t|t/l)\s?[a-z])");
  const auto match = kPattern.find(line.key);
  if (!match || match->whole().begin == 0) return find_trailing_office(lexicon, line);
  const std::uint32_t at = line.in_text(match->whole()).begin + 1;
  return is_authority_line(lexicon, take_from(line, at)) ? at : find_trailing_office(lexicon, line);
}

/// Two persons, each in a column of its own: those who sign a paper of two organs.
bool are_persons(const Lexicon& lexicon, const PrintedLine& line) {
  return line.gap > 0 && is_person_line(lexicon, take_part(line.passage, {0, line.gap})) &&
         is_person_line(lexicon, take_from(line.passage, line.gap));
}

bool name_follows(const Lexicon& lexicon, const std::vector<PrintedLine>& lines, std::size_t i) {
  std::size_t seen = 0;
  for (std::size_t k = i + 1; k < lines.size() && seen < 8; ++k) {
    if (is_blank_line(lines[k])) continue;
    ++seen;
    if (is_person_line(lexicon, lines[k].passage) || are_persons(lexicon, lines[k])) return true;
    if (seen < 4 && is_person_in_capitals(lexicon, lines[k].passage)) return true;
  }
  return false;
}

/// Nothing is printed below the line: an office without a name, for a paper that nobody signed yet.
bool ends_document(const std::vector<PrintedLine>& lines, std::size_t i) {
  return std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                     [](const PrintedLine& line) { return is_blank_line(line); });
}

/// "SỞ NỘI VỤ" above "GIÁM ĐỐC" and a name: who signs beside others, in a block of their own.
bool heads_signature(const Lexicon& lexicon, const std::vector<PrintedLine>& lines, std::size_t i) {
  const Passage& line = lines[i].passage;
  if (is_bullet(line.key) || is_numbered(line.text) || ends_sentence(line.key)) return false;
  if (count_words(line.text) < 2 || count_words(line.text) > kAuthorityWords) return false;
  if (compute_capital_share(line.text) < kMinAllCapitalShare || is_recipients_heading(line))
    return false;
  std::size_t next = i + 1;
  while (next < lines.size() && is_blank_line(lines[next])) ++next;
  if (next >= lines.size() || lines[next].zone != LineZone::kBody) return false;
  const Passage& below = lines[next].passage;
  return (is_position_line(lexicon, below) || is_authority_line(lexicon, below)) &&
         name_follows(lexicon, lines, next);
}

/// Reads the lines of the closing one after the other.
class Closing {
 public:
  explicit Closing(const Lexicon& lexicon) : lexicon_(lexicon) {}

  /// Below a name another may sign: "GIÁM ĐỐC SỞ NỘI VỤ" of a plan of two departments.
  void sign_again() { is_signed_ = false; }
  [[nodiscard]] bool is_signed() const { return is_signed_; }
  [[nodiscard]] Signing signing() const { return {has_office_, is_signed_}; }

  /// The zone of the next line; kBody behind the end.
  LineZone next(const PrintedLine& line) {
    const LineZone zone = zone_of(line);
    if (zone == LineZone::kAside || zone == LineZone::kBody) return zone;
    if (zone == LineZone::kRecipients) is_archived_ = is_archived_ || is_archive_item(line.passage);
    if (zone == LineZone::kSignature) {
      is_signed_ = is_signed_ || is_name(line.passage);
      has_office_ = has_office_ || is_authority_line(lexicon_, line.passage) ||
                    is_office_line(lexicon_, line.passage);
    }
    state_ = zone;
    return zone;
  }

 private:
  [[nodiscard]] bool is_name(const Passage& text) const {
    return is_person_line(lexicon_, text) || (has_office_ && !is_position_line(lexicon_, text) &&
                                              is_person_in_capitals(lexicon_, text));
  }

  [[nodiscard]] LineZone zone_of(const PrintedLine& line) const {
    if (line.role == Role::kRecipients) return LineZone::kRecipients;
    if (line.role == Role::kSignature) return LineZone::kSignature;
    const Passage& text = line.passage;
    if (is_recipients_heading(text)) return LineZone::kRecipients;
    if (!is_signed_ && (is_authority_line(lexicon_, text) || is_position_line(lexicon_, text)))
      return LineZone::kSignature;
    if (is_bullet(text.key)) return text.text.size() < 3 ? LineZone::kAside : LineZone::kRecipients;
    if (text.text.size() < 3 || is_separator_line(text.key)) return LineZone::kAside;
    if (!is_signed_ && is_name(text)) return LineZone::kSignature;
    if (state_ == LineZone::kSignature) return is_signed_ ? LineZone::kBody : LineZone::kSignature;
    // the list ends with what is kept in the archive: what follows without a dash is ô 7
    const bool is_item = is_archive_item(text) || ends_sentence(text.key);
    if (is_archived_ && !is_item && !is_signed_ && line.page == 0) return LineZone::kSignature;
    return LineZone::kRecipients;
  }

  const Lexicon& lexicon_;
  LineZone state_ = LineZone::kRecipients;
  bool is_signed_ = false, is_archived_ = false, has_office_ = false;
};

/// Of offices.tsv and of headings.tsv.
struct SignerLines {
  explicit SignerLines(const Lexicon& lexicon)
      : office(R"([^a-z]*(?:q\. ?|quyen )?(?:pho |thu truong )?(?:tong )?)" + offices(lexicon) +
               R"(\b.{0,60})"),
        bare(R"((?:tm|kt|tl|tuq)\s+(?:)" + offices(lexicon) + '|' +
             make_form_pattern(lexicon, "issuer_head") + R"()\b.*)"),
        heading(R"(t[lm]\s?\.\s?(?:)" + make_form_pattern(lexicon, "aim_heading") + '|' +
                make_form_pattern(lexicon, "task_heading") + '|' +
                make_form_pattern(lexicon, "frame_heading") + '|' +
                make_form_pattern(lexicon, "scope_heading") + R"()\b.*)"),
        person(R"([ '"|.,*\\]{0,3}(?:)" + make_printed_pattern(lexicon, "degree") +
               R"(\.?\s?)*(?:)" + make_printed_pattern(lexicon, "rank") +
               R"( )?(?:\p{Lu}\p{Ll}*(?:['’]\p{L}\p{Ll}*)?)(?:[\s.]\p{Lu}\p{Ll}*){1,4}[ '"|)"
               R"(.,;*\\]{0,3})") {}

  static std::string offices(const Lexicon& lexicon) {
    std::vector<std::string> out;
    for (const text::LexiconEntry& entry : lexicon.entries("office")) {
      if (!entry.has("organ")) out.push_back(fold(entry.form));
    }
    for (const text::LexiconEntry& entry : lexicon.entries("office_word"))
      out.push_back(fold(entry.form));
    return make_alternation(std::move(out));
  }

  Pattern office;   ///< a line that is an office and what it is of, in capitals or not
  Pattern bare;     ///< "TM ỦY BAN": without a stop
  Pattern heading;  ///< "II. NỘI DUNG", of which the number was misread
  Pattern person;
};

}  // namespace

bool is_authority_line(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kPattern(std::string("(?:") + kPrefix + R"()\s?\S.*)");
  const SignerLines& lines = lexicon.cached<SignerLines>();
  if (lines.heading.is_full_match(line.key)) return false;
  const bool is_short = count_words(line.text) <= kAuthorityWords &&
                        compute_capital_share(line.text) > kMinCapitalShare;
  if (is_short && (kPattern.is_full_match(line.key) || lines.bare.is_full_match(line.key)))
    return true;
  const auto office = read_office(lexicon, line);
  return office && !office->prefix.empty();
}

bool is_office_line(const Lexicon& lexicon, const Passage& line) {
  return count_words(line.text) <= kPositionWords &&
         lexicon.cached<SignerLines>().office.is_full_match(line.key);
}

bool is_position_line(const Lexicon& lexicon, const Passage& line) {
  if (compute_capital_share(line.text) > kMinAllCapitalShare && is_office_line(lexicon, line))
    return true;
  const auto office = read_office(lexicon, line);
  return office && office->prefix.empty();
}

bool is_person_line(const Lexicon& lexicon, const Passage& line) {
  if (!lexicon.cached<SignerLines>().person.is_full_match(line.text) ||
      compute_capital_share(line.text) >= kMinCapitalShare)
    return false;
  return !stands_for_signature(line.key) && !is_office_line(lexicon, line);
}

bool is_person_in_capitals(const Lexicon& lexicon, const Passage& line) {
  static const Pattern kPattern(R"([a-z]+(?: [a-z]+){1,4})");
  return kPattern.is_full_match(line.key) &&
         compute_capital_share(line.text) > kMinAllCapitalShare && has_family_name(lexicon, line);
}

bool is_recipients_heading(const Passage& line) {
  static const Pattern kPattern(
      R"([^a-z]{0,4}n.i (?:nh.{1,5}?\s?(?:[:.;*]|$|\s(?:tm|kt|tl|tuq|q)\s?\.)|g.i\s?:))");
  return kPattern.at_start(line.key).has_value();
}

bool is_archive_item(const Passage& line) {
  static const Pattern kPattern(R"([-+•*;,. ]*l[uv]u\b)");
  return kPattern.at_start(line.key).has_value();
}

bool is_closing_start(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                      std::size_t i) {
  const PrintedLine& line = lines[i];
  if (line.zone != LineZone::kBody) return false;
  if (is_recipients_heading(line.passage) || is_authority_line(lexicon, line.passage)) return true;
  if (line.role == Role::kRecipients || line.role == Role::kSignature) {
    // two columns of names in the body look like a closing, but the list of recipients comes later
    return std::ranges::none_of(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(),
                                [&](const PrintedLine& later) {
                                  return later.page != line.page && later.zone == LineZone::kBody &&
                                         is_recipients_heading(later.passage);
                                });
  }
  if (is_numbered(line.passage.text)) return false;
  if (!heads_signature(lexicon, lines, i) &&
      !(is_position_line(lexicon, line.passage) &&
        (name_follows(lexicon, lines, i) || ends_document(lines, i))))
    return false;
  for (std::size_t k = i; k-- > 0;) {
    if (is_blank_line(lines[k])) continue;
    return lines[k].zone == LineZone::kTable ||
           (lines[k].zone == LineZone::kBody &&
            (ends_sentence(lines[k].passage.key) || is_date_line(lines[k].passage)));
  }
  return false;
}

std::size_t mark_closing(const Lexicon& lexicon, std::vector<PrintedLine>& lines, std::size_t i) {
  Closing closing(lexicon);
  const std::uint32_t page = lines[i].page;
  for (; i < lines.size(); ++i) {
    if (lines[i].zone == LineZone::kTable) break;
    if (lines[i].zone != LineZone::kBody) continue;
    if (read_appendix_label(lines[i].passage)) break;
    if (lines[i].page != page && lines[i].role == Role::kBody) break;
    if (const std::uint32_t at = right_column(lexicon, lines, i, closing.signing()); at > 0) {
      split_printed_line(lines, i, at);
      lines[i + 1].role = Role::kSignature;
    }
    const bool is_head = heads_signature(lexicon, lines, i),
               is_office = is_authority_line(lexicon, lines[i].passage) ||
                           is_position_line(lexicon, lines[i].passage);
    if (closing.is_signed() && (is_head || (is_office && name_follows(lexicon, lines, i))))
      closing.sign_again();
    if (is_head && lines[i].role == Role::kBody) lines[i].role = Role::kSignature;
    const LineZone zone = closing.next(lines[i]);
    if (zone == LineZone::kBody) break;
    lines[i].zone = zone;
  }
  return i;
}

}  // namespace codau::document
