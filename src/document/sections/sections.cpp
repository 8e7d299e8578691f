#include "document/sections/sections.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <utility>

#include "document/layout/head_lines.h"
#include "document/sections/headings.h"
#include "document/sections/lost_numbers.h"
#include "document/sections/section_blocks.h"
#include "document/sections/unnumbered_headings.h"
#include "document/words/add_reason.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

class Builder {
 public:
  Builder(const Lexicon& lexicon, const TextDocument& document,
          const std::vector<PrintedLine>& lines, bool is_damaged)
      : lexicon_(lexicon),
        document_(document),
        lines_(lines),
        blocks_(split_into_blocks(lexicon, document, lines, is_damaged)),
        bare_headings_(blocks_, lines),
        is_damaged_(is_damaged) {}

  std::vector<SectionNode> build() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      switch (blocks_[b].zone) {
        case LineZone::kHead:
          add_plain(b, SectionKind::kHeader, "header");
          break;
        case LineZone::kRecipients:
          add_plain(b, SectionKind::kRecipients, "recipients");
          break;
        case LineZone::kSignature:
          add_plain(b, SectionKind::kSignature, "signature");
          break;
        case LineZone::kAppendixHead:
          add_appendix(b);
          break;
        case LineZone::kTable:
          add_table(b);
          break;
        default:
          add_body(b);
      }
    }
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) settle(i);
    return std::move(nodes_);
  }

 private:
  /// Lines kept apart, for zones that are no paragraphs.
  [[nodiscard]] Passage lines_of(const SectionBlock& block) const {
    Passage out;
    std::size_t text = 0, key = 0;
    for (const std::size_t line : block.lines) {
      text += lines_[line].passage.text.size() + 1;
      key += lines_[line].passage.key.size() + 1;
    }
    out.text.reserve(text);
    out.key.reserve(key);
    for (const std::size_t line : block.lines) append(out, lines_[line].passage, '\n');
    return out;
  }

  SectionNode& add(const SectionBlock& block, SectionKind kind,
                   std::optional<std::uint32_t> parent) {
    SectionNode node;
    node.section.kind = kind;
    node.section.parent = parent;
    node.pieces = block.pieces;
    node.section.bytes = {node.pieces.front().begin, node.pieces.back().end};
    node.appendix = appendix_;
    if (parent) node.section.level = nodes_[*parent].section.level + 1;
    for (std::size_t i = block.is_numbered_above ? 2 : 1; i < block.lines.size(); ++i) {
      const PrintedLine &before = lines_[block.lines[i - 1]], &here = lines_[block.lines[i]];
      if (kind != SectionKind::kTable && block.zone == LineZone::kBody &&
          here.source > before.source + 1)
        add_reason(node.section.reasons, "PAGE_JOIN");
    }
    if (block.is_fused) add_reason(node.section.reasons, "INLINE_BULLET");
    nodes_.push_back(std::move(node));
    return nodes_.back();
  }

  [[nodiscard]] std::string path_below(std::optional<std::uint32_t> parent,
                                       const std::string& segment) const {
    const std::string& above = parent ? nodes_[*parent].section.path : std::string();
    return above.empty() ? segment : above + "." + segment;
  }

  void add_plain(std::size_t b, SectionKind kind, const std::string& path) {
    SectionNode& node = add(blocks_[b], kind, std::nullopt);
    node.section.path = path;
    node.text = lines_of(blocks_[b]);
    last_body_.reset();
  }

  void add_appendix(std::size_t b) {
    stack_.clear();
    root_.reset();
    ++appendix_;
    const Passage& first = lines_[blocks_[b].lines.front()].passage;
    SectionNode& node = add(blocks_[b], SectionKind::kAppendix, std::nullopt);
    root_ = static_cast<std::uint32_t>(nodes_.size() - 1);
    node.section.num_norm = std::to_string(appendix_);
    node.section.path = "PL" + *node.section.num_norm;
    split_appendix(b, first, node);
    last_body_.reset();
  }

  /// "Phụ lục 1" or "ĐƠN VỊ: … Phụ lục 1" | its title | "(Kèm theo …)".
  void split_appendix(std::size_t b, const Passage& first, SectionNode& node) {
    static const Pattern kLabel(
        R"((?:[^:]+:[\s.…_]*)??((?:(?:phu )?(?:bieu|mau|bieu mau|mau bieu)|)"
        R"(phu luc)\s*(?:so)?\s*[:.]?\s*(?:\d{1,2}[a-z]?\b|[ivx]{1,4}\b|[a-h]\b)?\s*[.:]?))");
    const auto match = kLabel.at_start(first.key);
    const ByteRange head = match ? first.in_text(*match->groups[1]) : ByteRange{};
    node.section.num_raw = to_field(first, head);
    std::vector<ByteRange> title, below;
    const Passage rest = take_from(first, head.end);
    if (!rest.empty()) title.push_back(rest.in_document(rest.all()));
    for (std::size_t i = 1; i < blocks_[b].lines.size(); ++i) {
      const PrintedLine& line = lines_[blocks_[b].lines[i]];
      const bool is_below = !below.empty() || begins_promulgation(line.passage.key);
      (is_below ? below : title).push_back(line.bytes);
    }
    node.heading = read_passage(document_.text, title);
    node.text = read_passage(document_.text, below);
  }

  void add_table(std::size_t b) {
    const std::optional<std::uint32_t> parent = holder();
    const std::string path = path_below(parent, "t" + std::to_string(++tables_));
    const std::optional<std::uint32_t> table = lines_[blocks_[b].lines.front()].table;
    SectionNode& node = add(blocks_[b], SectionKind::kTable, parent);
    node.section.path = path;
    node.table = table;
    node.text = lines_of(blocks_[b]);
    last_body_.reset();
  }

  /// The innermost open node that is no bullet.
  [[nodiscard]] std::optional<std::uint32_t> holder() const {
    const auto& open = stack_.open_numbers();
    for (std::size_t i = open.size(); i-- > 0;) {
      if (open[i].form < NumberForm::kDash) return open[i].node;
    }
    return root_;
  }

  [[nodiscard]] bool begins_lower(const Passage& passage) const {
    const char first = passage.key.empty() ? '\0' : passage.key.front();
    const bool is_letter = first >= 'a' && first <= 'z';
    return is_letter && !begins_with_capital(passage.text);
  }

  void add_body(std::size_t b) {
    const Passage& passage = blocks_[b].words;
    if (is_body_end(lexicon_, passage)) {
      stack_.clear();
      return add_paragraph(b, passage, SectionKind::kClosing, root_);
    }
    const std::vector<ItemNumber> numbers = numbers_of(b, passage);
    if (is_addressee(passage, numbers))
      return add_paragraph(b, passage, SectionKind::kPara, holder());
    const auto placed = stack_.place(numbers);
    if (!placed && last_body_ && (begins_lower(passage) || title_follows(passage))) {
      SectionNode& last = nodes_[*last_body_];
      const bool is_title = last.form && *last.form <= NumberForm::kRoman &&
                            compute_capital_share(last.text.text) > kMinCapitalShare;
      if (title_follows(passage) || (is_sentence_open(last.text) && !is_title))
        return extend(b, last);
    }
    if (placed) return add_number(b, passage, *placed);
    static const Pattern kNote(R"(\*|\((?:[^\da-z]|[\da-z]{2,}[^)\d])|ghi chu\s*:|luu y\s*:)");
    if (kNote.at_start(passage.key)) return add_paragraph(b, passage, SectionKind::kNote, holder());
    if (bare_headings_.is_heading(b, stack_.open_numbers())) {
      stack_.clear();
      add_paragraph(b, passage, SectionKind::kHeading, root_);
      bare_heading_ = static_cast<std::uint32_t>(nodes_.size() - 1);
      return;
    }
    if (is_lost_bullet(b, passage)) {
      ItemNumber bullet;
      bullet.form = NumberForm::kDash;
      if (const auto as_dash = stack_.place({bullet})) return add_number(b, passage, *as_dash);
    }
    add_paragraph(b, passage, SectionKind::kPara, holder());
    if (std::ranges::any_of(numbers, is_damaged_number))
      add_reason(nodes_.back().section.reasons, "NUM_UNREADABLE");
  }

  /// "- UBND các huyện;" below "Kính gửi:" is whom the paper is for (ô 9a), no item of its text.
  [[nodiscard]] bool is_addressee(const Passage& passage, const std::vector<ItemNumber>& numbers) {
    const bool is_bullet = !numbers.empty() && numbers.front().form >= NumberForm::kDash;
    const char last = passage.key.empty() ? ' ' : passage.key.back();
    const bool leads_in = is_address_line(passage.key) && (last == ':' || last == ';');
    is_addressing_ = leads_in || (is_addressing_ && is_bullet);
    return is_addressing_ && is_bullet;
  }

  /// Standards 2.3: no reading of the damaged token continues the sequence, so it stays raw.
  static bool is_damaged_number(const ItemNumber& number) {
    return number.repaired && !number.weak && number.raw.begin == 0 &&
           number.form < NumberForm::kDash;
  }

  /// "- a) Mua sắm": badly read, what looks like a dash is none where the number behind it is next.
  static std::vector<ItemNumber> without_bullets(std::vector<ItemNumber> numbers) {
    const auto is_bullet = [](const ItemNumber& one) { return one.form >= NumberForm::kDash; };
    if (!std::ranges::all_of(numbers, is_bullet)) std::erase_if(numbers, is_bullet);
    return numbers;
  }

  /// The readings of a block's number, put right by what follows: "1." before "II." is I, a second
  /// "II." before "IV." lost a stroke, a second "b)" before "d)" is c.
  [[nodiscard]] std::vector<ItemNumber> numbers_of(std::size_t b, const Passage& passage) const {
    std::vector<ItemNumber> numbers = read_item_numbers(passage);
    if (is_damaged_) {
      if (auto skipped = infer_skipped_number(lexicon_, blocks_, b, stack_.open_numbers()))
        return {*skipped};
      const std::vector<ItemNumber> behind_speck = without_bullets(numbers);
      if (is_in_sequence(behind_speck))
        numbers = behind_speck;
      else if (auto lost = infer_lost_number(blocks_, b, stack_.open_numbers()))
        return {*lost};
      else if (auto dash = numbers.empty() ? infer_lost_dash(blocks_, b) : std::nullopt)
        return {*dash};
    }
    if (numbers.empty()) return numbers;
    const ItemNumber& first = numbers.front();
    const auto& open = stack_.open_numbers();
    if (first.form == NumberForm::kRoman && first.norm == "I" && is_one(b, first)) {
      const auto printed = std::ranges::find(numbers, NumberForm::kArabic, &ItemNumber::form);
      if (printed != numbers.end()) return {*printed};
      return repaired(first, NumberForm::kArabic, 1);
    }
    if (open.empty() && first.form == NumberForm::kArabic && first.value == 1) {
      return roman_follows(b, 2, true) ? repaired(first, NumberForm::kRoman, 1) : numbers;
    }
    const auto last = std::ranges::find(open, first.form, &NumberStack::Open::form);
    if (last == open.end() || first.value > last->value) return numbers;
    const bool is_roman = first.form <= NumberForm::kRoman && text::parse_roman(first.norm) > 0;
    if (is_roman && lost_strokes(b, first, last->value)) {
      return repaired(first, first.form, last->value + 1);
    }
    if (first.form == NumberForm::kLetter && letter_follows(b, last->value + 2)) {
      return repaired(first, first.form, last->value + 1);
    }
    return numbers;
  }

  [[nodiscard]] bool is_title(std::size_t b, const ItemNumber& number) const {
    return compute_capital_share(std::string_view(blocks_[b].words.text).substr(number.rest)) >=
           kMinCapitalShare;
  }

  /// True when a Roman I is the 1 of a list: "2." is the next number, and the words are no title;
  /// or they are one and so are those of the next "2.": titles may be counted in Arabic throughout.
  [[nodiscard]] bool is_one(std::size_t b, const ItemNumber& number) const {
    const bool is_heading = is_title(b, number);
    if (number.weak || (is_heading && (!number.repaired || roman_follows(b, 2, false))))
      return false;
    for (std::size_t k = b + 1; k < blocks_.size(); ++k) {
      if (blocks_[k].zone == LineZone::kAppendixHead) return false;
      if (blocks_[k].zone != LineZone::kBody) continue;
      for (const ItemNumber& next : read_item_numbers(blocks_[k].words)) {
        const bool is_two = next.form == NumberForm::kArabic && !next.weak && next.value == 2;
        if (is_heading && is_two && is_title(k, next)) return true;
        if (is_heading && (next.repaired || next.form >= NumberForm::kArabic)) continue;
        if (next.form < NumberForm::kArabic) return false;
        if (next.form == NumberForm::kArabic && !next.weak) return is_two;
      }
    }
    return false;
  }

  /// True when a Roman number that repeats or goes back is the successor of `last`, strokes apart.
  [[nodiscard]] bool lost_strokes(std::size_t b, const ItemNumber& number,
                                  std::int32_t last) const {
    const std::string next = text::format_roman(last + 1);
    if (is_damaged_ &&
        text::collapse_repeated_strokes(number.norm) == text::collapse_repeated_strokes(next))
      return true;
    return number.value == last && next == number.norm + "I" && roman_follows(b, last + 2, false);
  }

  /// A bullet, or a number that is the next one of its form as printed.
  [[nodiscard]] bool is_in_sequence(const std::vector<ItemNumber>& numbers) const {
    const auto placed = stack_.place(numbers);
    if (!placed || (!placed->reasons.empty() && placed->reasons.back() != "NUM_REPAIRED"))
      return false;
    const bool was_roman = numbers.front().form == NumberForm::kRoman && !numbers.front().repaired;
    return !was_roman || placed->number.form == NumberForm::kRoman;
  }

  static std::vector<ItemNumber> repaired(ItemNumber number, NumberForm form, std::int32_t value) {
    number.form = form;
    number.value = value;
    number.norm = form <= NumberForm::kRoman    ? text::format_roman(value)
                  : form == NumberForm::kArabic ? std::to_string(value)
                                                : text::to_point_letter(value);
    number.repaired = true;
    return {number};
  }

  /// True when the next point letter behind block b, before a higher number, is `value`.
  [[nodiscard]] bool letter_follows(std::size_t b, std::int32_t value) const {
    for (std::size_t k = b + 1; k < blocks_.size(); ++k) {
      if (blocks_[k].zone != LineZone::kBody) continue;
      for (const ItemNumber& next : read_item_numbers(blocks_[k].words)) {
        if (next.repaired || next.weak || next.form > NumberForm::kLetter) continue;
        const bool is_d =
            value == text::parse_point_letter("d") && next.value == text::parse_point_letter("đ");
        return next.form == NumberForm::kLetter && (next.value == value || is_d);
      }
    }
    return false;
  }

  /// True when the next Roman number printed behind block b is `value`; an Arabic one of that value
  /// before it ends the search where `or_arabic`.
  [[nodiscard]] bool roman_follows(std::size_t b, std::int32_t value, bool or_arabic) const {
    for (std::size_t k = b + 1; k < blocks_.size(); ++k) {
      if (blocks_[k].zone == LineZone::kAppendixHead) return false;
      if (blocks_[k].zone != LineZone::kBody) continue;
      for (const ItemNumber& next : read_item_numbers(blocks_[k].words)) {
        if (next.repaired && (next.form != NumberForm::kRoman || next.value != value)) continue;
        if (next.form == NumberForm::kRoman) return next.value == value;
        if (or_arabic && next.form == NumberForm::kArabic && next.value == value) return false;
      }
    }
    return false;
  }

  /// "Chương I" stands alone and its title is the next line; or a title in capitals was wrapped.
  [[nodiscard]] bool title_follows(const Passage& passage) const {
    if (!last_body_ || compute_capital_share(passage.text) < kMinCapitalShare) return false;
    const SectionNode& last = nodes_[*last_body_];
    if (!last.form || *last.form > NumberForm::kRoman) return false;
    if (last.text.empty()) return true;
    return is_sentence_open(last.text) && compute_capital_share(last.text.text) > kMinCapitalShare;
  }

  void extend(std::size_t b, SectionNode& node) {
    const std::vector<ByteRange>& more = blocks_[b].pieces;
    node.pieces.insert(node.pieces.end(), more.begin(), more.end());
    node.section.bytes.end = more.back().end;
    std::vector<ByteRange> words = node.pieces;
    const std::uint32_t begin = node.text.empty() ? more.front().begin : node.text.text_at.front();
    while (words.size() > 1 && words.front().end <= begin) words.erase(words.begin());
    words.front().begin = std::max(words.front().begin, begin);
    if (!node.text.empty()) add_reason(node.section.reasons, "PAGE_JOIN");
    node.text = read_passage(document_.text, words);
  }

  [[nodiscard]] bool is_dash(std::size_t b) const {
    if (b >= blocks_.size() || blocks_[b].zone != LineZone::kBody) return false;
    const std::vector<ItemNumber> numbers = read_item_numbers(blocks_[b].words);
    return !numbers.empty() && numbers.front().form == NumberForm::kDash && !numbers.front().weak;
  }

  /// Standards 1.4: in a run of bullets a paragraph that begins with a capital lost its dash; the
  /// last words of the body ("./.") are no item, nor are those behind a run that speak of the whole
  /// plan (5.7) or ask the reader: "kính đề nghị".
  [[nodiscard]] bool is_lost_bullet(std::size_t b, const Passage& passage) const {
    if (!holder() || !begins_with_capital(passage.text) || passage.key.back() == ':') return false;
    static const Pattern kSpeck(R"(\p{L}[^\p{L}]*)");  // "S)"
    if (kSpeck.is_full_match(passage.key)) return false;
    const bool is_of_all = passage.key.ends_with("./.") ||
                           is_reader_request(lexicon_, passage.key) ||
                           is_general_remark(lexicon_, passage);
    if (is_of_all && !is_dash(b + 1)) return false;
    const bool after = last_body_ && nodes_[*last_body_].form == NumberForm::kDash;
    return after || is_dash(b + 1);
  }

  void add_paragraph(std::size_t b, const Passage& passage, SectionKind kind,
                     std::optional<std::uint32_t> parent) {
    if (!parent && kind != SectionKind::kHeading && bare_heading_) parent = bare_heading_;
    const std::string path =
        path_below(parent, "p" + std::to_string(++paragraphs_[parent.value_or(~0U)]));
    SectionNode& node = add(blocks_[b], kind, parent);
    node.section.path = path;
    node.text = passage;
    last_body_ = static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  void add_number(std::size_t b, const Passage& passage, const NumberStack::Placed& placed) {
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    const auto& open = stack_.open_numbers();
    const NumberForm form = placed.number.form;
    std::optional<std::uint32_t> parent = root_;
    if (placed.depth > 0) parent = open[placed.depth - 1].node;
    if (!parent && form >= NumberForm::kArabic) parent = bare_heading_;
    if (form <= NumberForm::kRoman) bare_heading_.reset();
    const bool is_bullet = form == NumberForm::kDash || form == NumberForm::kPlus;
    const std::string path =
        path_below(parent, is_bullet ? "-" + std::to_string(++bullets_[parent.value_or(~0U)])
                                     : segment(placed.number));
    SectionNode& node =
        add(blocks_[b], is_bullet ? SectionKind::kBullet : SectionKind::kPara, parent);
    node.section.path = path;
    node.section.level = level_of(form, parent);
    node.section.num_raw = to_field(passage, placed.number.raw);
    if (!placed.number.norm.empty()) node.section.num_norm = placed.number.norm;
    for (const std::string& reason : placed.reasons) add_reason(node.section.reasons, reason);
    node.form = form;
    node.text = take_from(passage, placed.number.rest);
    stack_.open(placed, index);
    last_body_ = index;
  }

  static std::string segment(const ItemNumber& number) {
    switch (number.form) {
      case NumberForm::kPart:
        return "P" + std::to_string(number.value);
      case NumberForm::kChapter:
        return "C" + std::to_string(number.value);
      case NumberForm::kClause:
        return "M" + std::to_string(number.value);
      case NumberForm::kArticle:
        return "Đ" + std::to_string(number.value);
      default:
        return number.norm;
    }
  }

  [[nodiscard]] std::uint32_t level_of(NumberForm form, std::optional<std::uint32_t> parent) const {
    const std::uint32_t above = parent ? nodes_[*parent].section.level : 0;
    switch (form) {
      case NumberForm::kPart:
      case NumberForm::kChapter:
      case NumberForm::kClause:
      case NumberForm::kCapital:
        return 0;
      case NumberForm::kRoman:
      case NumberForm::kArticle:
        return 1;
      case NumberForm::kArabic:
        return std::max(2U, above + 1 > 3 ? above + 1 : 2U);
      case NumberForm::kDotted:
        return 3;
      case NumberForm::kDotted3:
        return 4;
      case NumberForm::kLetter:
        return std::max(3U, above + 1);
      case NumberForm::kDash:
        return std::max(4U, above + 1);
      case NumberForm::kPlus:
        return std::max(5U, above + 1);
    }
    return above + 1;
  }

  [[nodiscard]] bool has_children(std::uint32_t i) const {
    return i + 1 < nodes_.size() && nodes_[i + 1].section.parent == i;
  }

  /// "1. Đã giao đất. 2. Còn 42 hộ." above a sentence without number: the last item of a list of
  /// sentences heads nothing.
  [[nodiscard]] bool ends_sentences(std::uint32_t i) const {
    constexpr std::uint32_t kReach = 60;  // of nodes: a list is no longer
    const SectionNode& node = nodes_[i];
    const bool is_sentence = node.text.key.ends_with(".") && has_children(i) &&
                             !nodes_[i + 1].form &&
                             nodes_[i + 1].section.kind == SectionKind::kPara;
    if (!is_sentence) return false;
    const auto is_beside = [&](const SectionNode& other) {
      return other.form == node.form && other.section.parent == node.section.parent;
    };
    const std::uint32_t size = static_cast<std::uint32_t>(nodes_.size());
    const auto begin = nodes_.begin() + (i > kReach ? i - kReach : 0), here = nodes_.begin() + i;
    const auto before = std::find_if(std::make_reverse_iterator(here),
                                     std::make_reverse_iterator(begin), is_beside);
    if (before == std::make_reverse_iterator(begin)) return false;
    const bool is_after_sentence = before->heading.empty() && before->text.key.ends_with(".");
    return is_after_sentence &&
           std::none_of(here + 1, nodes_.begin() + std::min(i + kReach, size), is_beside);
  }

  /// Decides heading or text, and writes the values.
  void settle(std::uint32_t i) {
    SectionNode& node = nodes_[i];
    if (node.section.kind == SectionKind::kHeading) node.heading = std::exchange(node.text, {});
    if (node.has_number()) {
      const Passage plain = strip_heading_specks(node.text);
      if (const std::uint32_t at = find_run_in_sentence(lexicon_, node.text, *node.form); at > 0) {
        node.heading = take_part(node.text, {0, at});
        node.text = take_from(node.text, at);
      } else if (!ends_sentences(i) && is_heading(lexicon_, plain, *node.form, has_children(i))) {
        node.heading = plain;
        node.text = {};
      }
      if (!node.heading.empty() && node.text.empty()) node.section.kind = SectionKind::kHeading;
    }
    if (node.section.kind != SectionKind::kAppendix) node.heading = strip_heading_end(node.heading);
    static const Pattern kInlineBullet(R"([).;:!?]\s[-–]\s\p{Lu})");
    const bool is_prose =
        node.section.kind == SectionKind::kPara || node.section.kind == SectionKind::kBullet;
    if (is_prose && kInlineBullet.find(node.text.text))
      add_reason(node.section.reasons, "INLINE_BULLET");
    node.section.heading = to_field(node.heading);
    node.section.text = to_field(node.text);
  }

  const Lexicon& lexicon_;
  const TextDocument& document_;
  const std::vector<PrintedLine>& lines_;
  std::vector<SectionBlock> blocks_;
  UnnumberedHeadings bare_headings_;
  bool is_damaged_;
  bool is_addressing_ = false;  ///< among those that the paper is for
  std::vector<SectionNode> nodes_;
  NumberStack stack_;
  std::optional<std::uint32_t> root_, last_body_, bare_heading_;
  std::uint32_t appendix_ = 0, tables_ = 0;
  std::map<std::uint32_t, std::uint32_t> bullets_, paragraphs_;
};

}  // namespace

std::vector<SectionNode> read_sections(const Lexicon& lexicon, const TextDocument& document,
                                       const std::vector<PrintedLine>& lines, bool is_damaged) {
  return Builder(lexicon, document, lines, is_damaged).build();
}

}  // namespace codau::document
