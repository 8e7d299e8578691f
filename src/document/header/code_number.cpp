#include "document/header/code_number.h"

#include <algorithm>

#include "document/references/code.h"
#include "document/references/code_letters.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// Groups of letters between dashes, stops or "&", as ô 3 prints them: "KH-VP.HĐND-UBND".
constexpr const char* kNotation = R"([a-z][a-z0-9.&]*(?:\s?[-/]\s?[a-z0-9.&]+)*)";

/// "8607 /KH-UBND": "Số:" read as 86 (3.3).
const Pattern& fused() {
  static const Pattern kPattern(
      R"(^(?:[85$s][60o])?(\d{2,5}[a-z]?)\s*/\s*([a-z][a-z]+(?:-[a-z]+)*))");
  return kPattern;
}

class Reader {
 public:
  Reader(const HeadInput& input, std::string_view type_code)
      : input_(input), type_code_(type_code) {}

  CodeNumber read() {
    if (!read_printed() && !read_notation_alone() && !read_appendix() && !read_without_slash())
      read_written_over();
    if (out_.number) std::erase(out_.number->value, ' ');
    static const Pattern kPlain(R"(\d*[A-Za-zĐđ]?)");  // "42É" is handwriting misread
    if (out_.number && !kPlain.fits(out_.number->value)) out_.number.reset();
    if (out_.notation) settle_notation();
    return std::move(out_);
  }

 private:
  bool read_printed() {
    static const Pattern kPrinted(
        std::string(
            R"((?:^|\s)[^a-z0-9\s]?(?:s[oae06]|86|[$§][o06])\s?[:;.,]?\s*(\d{0,5}\s?[a-z]?)\s*/\s*((?:(?:19|)"
            R"(20)\d\d\s*/\s*)?)") +
        kNotation + ")");
    static const Pattern kParty(
        R"((?:^|\s)[^a-z0-9\s]?s[oa06]\s?[:;.,]?\s*(\d{0,5})\s*-\s*([a-z]{1,4}/[a-z-]+))");
    for (const Line& line : input_.lines) {
      if (line.zone != Zone::kHead) continue;
      const std::string& key = line.passage.key;
      if (const auto match = fused().at_start(key)) return take_fused(line.passage, *match);
      if (const auto match = kPrinted.find(key)) return take(line.passage, *match);
      if (const auto match = kParty.find(key)) return take(line.passage, *match);
    }
    return false;
  }

  /// "Số: 2}2 /KH-SYT", "Số: …/KH-UBND": a blank, or a number that cannot be read.
  bool read_notation_alone() {
    // a stroke of the number may stand before the letters: "Số: 22 /&H-SYT"
    static const Pattern kPattern(std::string(R"([^a-z]*s{1,2}[oae06].{0,12}?/\s*[^\sa-z0-9/]?()") +
                                  kNotation + ")");
    for (const Line& line : input_.lines) {
      if (line.zone != Zone::kHead) continue;
      const auto match = kPattern.at_start(line.passage.key);
      if (!match) continue;
      out_.notation = to_field(line.passage, line.passage.in_text(*match->groups[1]));
      return true;
    }
    return false;
  }

  bool read_appendix() {
    static const Pattern kPattern(R"(\bso\s*(\d{0,5}[a-z]?)\s*/\s*([a-z]+(?:-[a-z]+)+))");
    for (const Node& node : input_.nodes) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      if (const auto match = kPattern.find(node.text.key)) return take(node.text, *match);
    }
    return false;
  }

  /// "Số: 98KH-UBND": the slash was lost, or read as the last digit, before the type of the title.
  bool read_without_slash() {
    static const Pattern kPattern(
        R"((?:^|\s)s[oae06]\s?[:;.,]?\s*(\d{1,5})\s?-?\s?(([a-z]{2,4})-[a-z0-9.&-]+))");
    for (const Line& line : input_.lines) {
      const auto match = kPattern.find(line.passage.key);
      if (line.zone == Zone::kHead && is_of_title(line, match)) return take(line.passage, *match);
    }
    return false;
  }

  /// "Số:6 (CT-UBND", "6: 2} KH-SYT": the number was written over the slash, and cannot be read.
  bool read_written_over() {
    static const Pattern kPattern(
        R"([^a-z]{0,2}(?:s[oae06]\s?[:;.]|[oae06]\s?:)[^a-z]{0,12}?[^a-z0-9](([a-z]{2,4})-[a-z0-9.&-]+)$)");
    for (const Line& line : input_.lines) {
      const auto match = kPattern.at_start(line.passage.key);
      if (line.zone != Zone::kHead || !is_of_title(line, match)) continue;
      out_.notation = to_field(line.passage, line.passage.in_text(*match->groups[1]));
      return true;
    }
    return false;
  }

  /// True where the last group of the match is the type of the title; the notation is in doubt.
  bool is_of_title(const Line& line, const std::optional<Match>& match) {
    if (!match || !input_.is_recognised || type_code_.empty()) return false;
    if (match->of(line.passage.key, match->groups.size() - 1) != fold(type_code_)) return false;
    add_reason(out_.flags, "NOTATION_BAD");
    return true;
  }

  bool take(const Passage& line, const Match& match) {
    out_.number = to_field(line, line.in_text(*match.groups[1]));
    out_.notation = to_field(line, line.in_text(*match.groups[2]));
    return true;
  }

  /// The rest behind the fused digits is only proposed; its source is all of it.
  bool take_fused(const Passage& line, const Match& match) {
    take(line, match);
    if (match.groups[1]->begin == 0) return true;
    out_.number->source =
        line.in_document(line.in_text({match.whole().begin, match.groups[1]->end}));
    out_.number->confidence = kProposed;
    out_.number->basis = Basis::kInferred;
    add_reason(out_.flags, "NUMBER_PROPOSED");
    return true;
  }

  void settle_notation() {
    std::string& value = out_.notation->value;
    std::erase(value, ' ');
    for (std::size_t at = 0; (at = value.find("–", at)) != std::string::npos;)
      value.replace(at, std::string_view("–").size(), "-");
    static const Pattern kYear(R"((?:19|20)\d\d/)");  // of "01/2006/TT-NHNN", not of the notation
    if (const auto match = kYear.at_start(value)) value.erase(0, match->whole().end);
    while (value.ends_with('.') || value.ends_with('-')) value.pop_back();
    if (!input_.is_recognised) return;
    // "Số: 3/1/É/QĐ-SYT": what stands before the type of the title was written by hand
    const std::size_t type =
        type_code_.empty() ? std::string::npos : value.find("/" + std::string(type_code_) + "-");
    if (type != std::string::npos) value.erase(0, type + 1);
    repair_type();
    repair_organ();
  }

  /// The printed title says which type a notation begins with; one letter lost under handwriting,
  /// or a D that is Đ, is put right (3.4: repair only toward a known type).
  void repair_type() {
    std::string& value = out_.notation->value;
    const std::size_t dash = value.find('-');
    if (type_code_.empty() || dash == std::string::npos) return;
    const std::string head = value.substr(0, dash);
    if (head == type_code_) return;
    const bool is_same = fold(head) == fold(type_code_);
    const bool lost_letter = !type_of_code(input_.lexicon, head) &&
                             head.size() < type_code_.size() &&
                             edit_distance(fold(head), fold(type_code_)) == 1;
    if (!is_same && !lost_letter) return;
    value.replace(0, dash, type_code_);
    out_.notation->confidence = kInferred;
  }

  void repair_organ() {
    std::string right = with_organ_letters(input_.lexicon, out_.notation->value);
    if (right == out_.notation->value) return;
    out_.notation->value = std::move(right);
    out_.notation->confidence = kInferred;
  }

  const HeadInput& input_;
  std::string_view type_code_;
  CodeNumber out_;
};

}  // namespace

CodeNumber read_code_number(const HeadInput& input, std::string_view type_code) {
  CodeNumber out = Reader(input, type_code).read();
  if (!out.number) add_reason(out.flags, "NUMBER_BLANK");
  const bool is_code = !out.notation || read_code(input.lexicon, "01/" + out.notation->value) ||
                       read_code(input.lexicon, "01-" + out.notation->value);
  if (!is_code) add_reason(out.flags, "NOTATION_BAD");
  return out;
}

}  // namespace codau::document
