#include "document/sections/section_blocks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "document/agencies/agency.h"
#include "document/sections/headings.h"
#include "document/tasks/column_roles.h"
#include "document/tasks/label_roles.h"
#include "document/words/heading_words.h"
#include "document/words/numbering.h"
#include "document/words/pattern.h"
#include "text/text_document.h"

namespace codau::document {
namespace {

LineZone zone_of_block(LineZone zone) {
  return zone == LineZone::kTitle || zone == LineZone::kSubject ? LineZone::kHead : zone;
}

/// For each line of the document the paragraph it is in; lines in none have their own number.
std::vector<std::size_t> paragraph_numbers(const TextDocument& document) {
  const std::vector<text::Paragraph> paragraphs = text::find_paragraphs(document);
  std::vector<std::size_t> numbers(document.lines.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = paragraphs.size() + i;
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    for (const std::uint32_t line : paragraphs[p].lines) numbers[line] = p;
  }
  return numbers;
}

/// Longer than what any page holds: the rows behind go on in a section of their own, as they do on
/// the next page, since whoever has a section has all its text in memory.
constexpr std::uint32_t kMostOfATable = 1U << 20U;

/// A number or bullet with its mark and nothing behind it: "II.", "1.1.", "a)", "-".
bool is_lone_number(const PrintedLine& line) {
  static const Pattern kNumber(
      R"((?:[IVX1l|]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2}|[A-HĐ]|[a-zđ])\s?[.)]|[-–•+])");
  return line.zone == LineZone::kBody && kNumber.is_full_match(line.passage.text);
}

/// The line of the body behind line i, blank ones and page numbers between; nothing behind another
/// zone.
std::optional<std::size_t> body_behind(const std::vector<PrintedLine>& lines, std::size_t i) {
  for (std::size_t k = i + 1; k < lines.size(); ++k) {
    if (is_blank_line(lines[k])) continue;
    return lines[k].zone == LineZone::kBody ? std::optional(k) : std::nullopt;
  }
  return std::nullopt;
}

/// True when line i is the number of the line below it.
bool is_number_of_next(const std::vector<PrintedLine>& lines, std::size_t i) {
  if (!is_lone_number(lines[i])) return false;
  const auto next = body_behind(lines, i);
  return next && !is_lone_number(lines[*next]) && begins_with_capital(lines[*next].passage.text);
}

/// Capitals go on in capitals: small letters behind a gap are other words.
bool is_title_end(const Passage& title, const Passage& next) {
  return count_words(title.text) > 1 && compute_capital_share(title.text) > kMinCapitalShare &&
         compute_capital_share(next.text) < kMinCapitalShare;
}

/// Badly read: an item that begins with a speck like a small letter does not go on with what stands
/// above a gap, a whole sentence; nor do capitals behind a speck with small letters, nor a title in
/// capitals with what begins with a scrap ("ou Ông").
bool begins_behind_speck(const Lexicon& lexicon, const PrintedLine& last, const PrintedLine& line,
                         bool is_damaged) {
  constexpr double kSmall = 0.3;
  static const Pattern kBullet(R"(\p{Ll} [-–+•] \p{Lu})"), kSpeck(R"([a-xz] \p{Lu}\p{Ll})"),
      kScrap(R"((\p{Ll}{1,3}) \p{Lu}\p{Ll})"), kTitle(R"(\p{Ll}{1,4}[.,:]? (\p{Lu}\p{Lu}))");
  if (line.page != 0 || last.passage.empty()) return false;
  const std::string& text = line.passage.text;
  const bool is_below_title = count_words(last.passage.text) > 2 &&
                              compute_capital_share(last.passage.text) > kMinCapitalShare;
  const auto scrap = is_damaged && is_below_title ? kScrap.at_start(text) : std::nullopt;
  if (scrap && !has_form(lexicon, "title_joiner", scrap->of(text, 1))) return true;
  const bool is_next = line.source == last.source + 1;
  if (is_next && last.passage.text.find_last_of(".;:") + 1 != last.passage.text.size())
    return false;
  if (kBullet.at_start(text) || kSpeck.at_start(text)) return true;
  const double above = compute_capital_share(last.passage.text);
  const auto title = kTitle.at_start(text);
  return title && above < kSmall &&
         compute_capital_share(std::string_view(text).substr(title->groups[1]->begin)) >
             kMinCapitalShare;
}

/// What stands before and behind the dashes in names of agencies: "lao dong", "thuong binh".
struct NameDashes {
  explicit NameDashes(const Lexicon& lexicon) {
    for (const char* role : {"agency", "agency_compound"}) {
      for (const text::LexiconEntry& entry : lexicon.entries(role)) add(fold(entry.form));
    }
  }

  void add(std::string_view name) {
    static const Pattern kDash(R"((\S+ \S+) - (\S+(?: \S+)?))");
    for (std::size_t at = 0; const auto found = kDash.find(name, at);) {
      sides.emplace_back(found->of(name, 1), found->of(name, 2));
      at = found->groups[2]->begin;
    }
  }

  std::vector<std::pair<std::string, std::string>> sides;
};

/// "Bộ Lao động" above "– Thương binh và Xã hội", "từ ngày 8/7/2019" above "– 12/7/2019": the line
/// begins with a dash, and with no item.
bool is_torn_at_dash(const Lexicon& lexicon, const Passage& last, const Passage& line) {
  static const Pattern kDash(R"([-–] )"), kDay(R"(\d{1,2}[/.]\d{1,2})"),
      kDayAbove(R"(\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?$)");
  const auto dash = kDash.at_start(line.text);
  if (!dash) return false;
  const Passage behind = take_from(line, dash->whole().end);
  if (kDay.at_start(behind.key) && kDayAbove.find(last.key)) return true;
  if (begins_with_duty(lexicon, behind)) return false;  // "Phòng Văn hóa" above "- Tuyên truyền …"
  return std::ranges::any_of(lexicon.cached<NameDashes>().sides, [&](const auto& sides) {
    return behind.key.starts_with(sides.second) && last.key.ends_with(' ' + sides.first);
  });
}

/// A heading of agencies as wide as the page: the duty below it begins with its verb.
bool is_heading_of_agencies(const Lexicon& lexicon, const SectionBlock& block,
                            const PrintedLine& last, const PrintedLine& line) {
  if (block.lines.size() != 1 || !is_sentence_open(last.passage)) return false;
  if (!begins_with_capital(line.passage.text) || !begins_with_duty(lexicon, line.passage))
    return false;
  static const Pattern kCall(R"((?:de nghi|yeu cau|giao)\s+)");
  const std::vector<ItemNumber> numbers = read_item_numbers(last.passage);
  if (numbers.empty() || numbers.front().form < NumberForm::kArabic ||
      is_continued_below(lexicon, last.passage, ContinuationKind::kUnits))
    return false;
  Passage name = take_from(last.passage, numbers.front().rest);
  if (const auto call = kCall.at_start(name.key))
    name = take_from(name, name.in_text(call->whole()).end);
  return is_agency(lexicon, name.text);
}

/// "Thời gian: …" on a line of its own (13.10).
bool begins_with_label(const Lexicon& lexicon, const Passage& line) {
  constexpr std::size_t kLongest = 60;  // bytes of a folded label
  const std::size_t colon = line.key.substr(0, kLongest).find(':');
  if (colon == std::string::npos || colon == 0 || !begins_with_capital(line.text)) return false;
  return find_synonym_role(lexicon, line.key.substr(0, colon)).has_value();
}

/// The words of the line above, page numbers and blank lines between; empty where there are none.
const Passage& line_above(const std::vector<PrintedLine>& lines, std::size_t i) {
  static const Passage kNone;
  while (i > 0 && is_blank_line(lines[i - 1])) --i;
  return i == 0 ? kNone : lines[i - 1].passage;
}

/// True for each line of the body that begins with a label which stands above or below another one
/// in two places or more: "Phòng cầm việc: …" above "Xong trước: …". One of those that
/// follow each other asks who leads, who helps or when; the line above ends no open sentence.
std::vector<bool> label_lines(const Lexicon& lexicon, const std::vector<PrintedLine>& lines) {
  constexpr std::size_t kLongest = 100;  // bytes of a label with its marks
  constexpr std::size_t kReach = 4;      // lines of a value
  struct LabelLine {
    std::size_t line;
    std::string name;
    bool is_of_task;
  };
  std::vector<LabelLine> labels;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i].passage.text;
    const std::size_t colon = text.substr(0, kLongest).find(':');
    if (lines[i].zone != LineZone::kBody || colon == text.npos) continue;
    const std::string_view title = text.substr(0, colon);
    if (may_be_label(lexicon, title))
      labels.push_back({i, normalise_label(title), is_actor_or_time_label(lexicon, title)});
  }
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> together;
  const auto is_pair = [&](std::size_t k) {
    return labels[k].line - labels[k - 1].line <= kReach && labels[k].name != labels[k - 1].name;
  };
  for (std::size_t k = 1; k < labels.size(); ++k) {
    if (is_pair(k)) ++together[{labels[k - 1].name, labels[k].name}];
  }
  std::vector<bool> out(lines.size());
  std::size_t first = 0;  // of those that follow each other
  const auto mark_until = [&](std::size_t end) {
    bool is_of_task = false;
    for (std::size_t k = first; k < end; ++k) is_of_task = is_of_task || labels[k].is_of_task;
    for (std::size_t k = first; is_of_task && end - first > 1 && k < end; ++k)
      out[labels[k].line] =
          !is_continued_below(lexicon, line_above(lines, labels[k].line), ContinuationKind::kText);
    first = end;
  };
  for (std::size_t k = 1; k <= labels.size(); ++k) {
    const bool goes_on =
        k < labels.size() && is_pair(k) && together[{labels[k - 1].name, labels[k].name}] > 1;
    if (!goes_on) mark_until(k);
  }
  return out;
}

bool joins(const Lexicon& lexicon, const SectionBlock& block, const PrintedLine& last,
           const PrintedLine& line, const std::vector<std::size_t>& paragraph, bool is_damaged) {
  switch (block.zone) {
    case LineZone::kBody:
      if (is_torn_at_dash(lexicon, last.passage, line.passage)) return true;
      if (line.source > last.source + 1 && is_title_end(last.passage, line.passage)) return false;
      if (is_closing_remark(lexicon, line.passage) || begins_with_label(lexicon, line.passage) ||
          is_heading_of_agencies(lexicon, block, last, line))
        return false;
      return paragraph[last.source] == paragraph[line.source] && !last.ends_early &&
             !begins_behind_speck(lexicon, last, line, is_damaged);
    case LineZone::kTable:
      return last.table == line.table &&
             line.bytes.end - block.pieces.front().begin <= kMostOfATable;
    case LineZone::kAppendixHead:
      return !read_appendix_label(line.passage);
    default:
      return true;
  }
}

/// Blocks of whole lines.
std::vector<SectionBlock> blocks_of_lines(const Lexicon& lexicon, const TextDocument& document,
                                          const std::vector<PrintedLine>& lines, bool is_damaged) {
  const std::vector<std::size_t> paragraph = paragraph_numbers(document);
  const std::vector<bool> is_label = label_lines(lexicon, lines);
  std::vector<SectionBlock> blocks;
  bool awaits_words = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& line = lines[i];
    if (is_blank_line(line)) continue;
    const LineZone zone = zone_of_block(line.zone);
    const bool same_zone = !blocks.empty() && blocks.back().zone == zone;
    const bool is_number = is_number_of_next(lines, i);
    const bool goes_on =
        awaits_words || (!is_number && !is_label[i] && same_zone &&
                         joins(lexicon, blocks.back(), lines[blocks.back().lines.back()], line,
                               paragraph, is_damaged));
    if (!goes_on) blocks.push_back({zone, {}, {}, {}, false, is_number});
    blocks.back().lines.push_back(i);
    blocks.back().pieces.push_back(line.bytes);
    awaits_words = is_number;
  }
  return blocks;
}

/// Where a fused bullet begins in a paragraph, behind a whole clause or a lead-in; 0 for none.
std::uint32_t fused_bullet(const Passage& words) {
  static const Pattern kPattern(R"([.;:]\s([-–+])\s\p{Lu})");
  const auto match = kPattern.find(words.text);
  return match ? match->groups[1]->begin : 0;
}

/// Cuts a block before byte `at` of its words; returns the second part.
SectionBlock cut(SectionBlock& block, std::uint32_t at) {
  const std::uint32_t border = block.words.text_at[at];
  SectionBlock right{block.zone, {}, {}, {}, true, false};
  SectionBlock left{block.zone, {}, {}, {}, true, block.is_numbered_above};
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const ByteRange piece = block.pieces[i];
    if (piece.begin < border) {
      left.lines.push_back(block.lines[i]);
      left.pieces.push_back({piece.begin, std::min(piece.end, border)});
    }
    if (piece.end > border) {
      right.lines.push_back(block.lines[i]);
      right.pieces.push_back({std::max(piece.begin, border), piece.end});
    }
  }
  right.words = take_from(block.words, at);
  left.words = take_part(block.words, {0, at});
  block = std::move(left);
  return right;
}

}  // namespace

std::vector<SectionBlock> split_into_blocks(const Lexicon& lexicon, const TextDocument& document,
                                            const std::vector<PrintedLine>& lines,
                                            bool is_damaged) {
  std::vector<SectionBlock> out;
  for (SectionBlock& block : blocks_of_lines(lexicon, document, lines, is_damaged)) {
    if (block.zone != LineZone::kTable) block.words = read_passage(document.text, block.pieces);
    while (block.zone == LineZone::kBody) {
      const std::uint32_t at = fused_bullet(block.words);
      if (at == 0) break;
      SectionBlock rest = cut(block, at);
      out.push_back(std::move(block));
      block = std::move(rest);
    }
    out.push_back(std::move(block));
  }
  return out;
}

}  // namespace codau::document
