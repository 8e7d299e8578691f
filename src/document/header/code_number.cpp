#include "document/header/code_number.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "document/references/code_letters.h"
#include "document/references/document_code.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// Groups of letters between dashes, stops or "&", as ô 3 prints them: "KH-VP.HĐND-UBND".
constexpr const char* kNotationPattern = R"([a-z][a-z0-9.&]*(?:\s?[-/]\s?[a-z0-9.&]+)*)";

/// "8607 /KH-UBND": "Số:" read as 86 (3.3).
const Pattern& fused() {
  static const Pattern kPattern(
      R"(^(?:[85$s][60o])?(\d{2,5}[a-z]?)\s*/\s*([a-z][a-z]+(?:-[a-z]+)*))");
  return kPattern;
}

/// "theo Quyết định" above or before "số 105/QĐ-SXD": the number is that of another paper.
struct Citations {
  explicit Citations(const Lexicon& lexicon)
      : end("(?:^|[^a-z])" + make_type_name_pattern(lexicon) +
            R"((?: (?:so|cua|lien tich))?[^a-z0-9]*$)") {}

  Pattern end;
};

/// Returns digits that were read as letters, "l" for 1 and "O" for 0. Nothing if `number` has no
/// digit, or any other letter.
std::optional<std::string> digits_of(std::string_view number) {
  if (number.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  std::string out(number);
  for (char& c : out) {
    if (c == 'l' || c == 'I' || c == '|' || c == 'i') c = '1';
    if (c == 'O' || c == 'o') c = '0';
    if (c < '0' || c > '9') return std::nullopt;
  }
  return out;
}

class CodeNumberReader {
 public:
  CodeNumberReader(const HeaderInput& input, std::string_view type_code)
      : input_(input), type_code_(type_code) {}

  CodeNumber read() {
    if (!read_printed() && !read_letters() && !read_notation_alone() && !read_appendix() &&
        !read_without_slash())
      read_written_over();
    if (out_.number) settle_digits();
    static const Pattern kPlain(R"(\d*[A-Za-zĐđ]?)");  // "42É" is handwriting misread
    if (out_.number && !kPlain.is_full_match(out_.number->value)) out_.number.reset();
    if (out_.notation) settle_notation();
    return std::move(out_);
  }

 private:
  bool read_printed() {
    static const Pattern kPrinted(
        std::string(
            R"((?:^|\s)[^a-z0-9\s]?(?:s[oae06]|86|[$§][o06])\s?[:;.,]?\s*(\d{0,5}\s?[a-z]?)\s*/\s*((?:(?:19|)"
            R"(20)\d\d\s*/\s*)?)") +
        kNotationPattern + ")");
    static const Pattern kParty(
        R"((?:^|\s)[^a-z0-9\s]?s[oa06]\s?[:;.,]?[\s._…]*(\d{0,5})[\s._…]*-\s*([a-z]{1,4}/[a-z-]+))");
    return take_own({&fused(), &kPrinted, &kParty});
  }

  /// "Số: l2/KH-UBND", "Số: 1O5/KH-UBND".
  bool read_letters() {
    static const Pattern kPattern(
        std::string(R"((?:^|\s)s[oa06]\s?[:;.,]?\s*([lio|]{0,4}\d[\dlio|]{0,4})\s*/\s*()") +
        kNotationPattern + ")");
    return take_own({&kPattern});
  }

  /// Takes the first number of the head that is not cited; one that begins its line, or has the
  /// type of the title, before others.
  bool take_own(std::initializer_list<const Pattern*> patterns) {
    std::optional<std::pair<std::size_t, Match>> best;
    int most = -1;
    bool is_fused = false;
    for (std::size_t i = 0; i < input_.lines.size(); ++i) {
      const Passage& line = input_.lines[i].passage;
      if (input_.lines[i].zone != LineZone::kHead) continue;
      for (const Pattern* pattern : patterns) {
        const auto match = pattern->find(line.key);
        if (!match) continue;
        const int rank = rank_of(line, *match);
        if (is_cited(i, match->whole().begin, rank)) continue;
        if (rank > most) {
          best.emplace(i, *match);
          is_fused = pattern == &fused();
        }
        most = std::max(most, rank);
        break;
      }
    }
    if (!best) return false;
    const Passage& line = input_.lines[best->first].passage;
    return is_fused ? take_fused(line, best->second) : take(line, best->second);
  }

  static constexpr int kOfTitle = 4;  // of a rank; more than all else together

  /// Returns a rank, the sum of: 4 if the notation has the type of the title, 2 for "Số:" at the
  /// beginning of the line, 1 for any beginning.
  [[nodiscard]] int rank_of(const Passage& line, const Match& match) const {
    const std::string_view notation = match.of(line.key, 2);
    const std::string type = fold(type_code_);
    const bool is_of_title = !type.empty() && notation.starts_with(type) &&
                             notation.substr(type.size()).find_first_of("-/ ") == 0;
    const bool begins = match.whole().begin == 0;
    return (is_of_title ? kOfTitle : 0) + (begins && is_own(line.key) ? 2 : 0) + (begins ? 1 : 0);
  }

  /// "Số:", of ô 3 whatever stands above it.
  static bool is_own(std::string_view key) {
    static const Pattern kOwn(R"([^a-z0-9]{0,3}s[oa06]\s?[:;])");
    return kOwn.at_start(key).has_value();
  }

  /// True if the words before byte `at` of line `i` name the type of a paper.
  [[nodiscard]] bool is_cited(std::size_t i, std::size_t at, int rank = 0) const {
    const std::string_view key = input_.lines[i].passage.key;
    if (at == 0 && (is_own(key) || rank >= kOfTitle || i == 0)) return false;
    const PrintedLine& above = input_.lines[i == 0 ? 0 : i - 1];
    std::string before;
    if (i > 0 && (above.zone == LineZone::kHead || above.zone == LineZone::kSubject))
      before = above.passage.key + ' ';
    before += key.substr(0, at);
    return input_.lexicon.cached<Citations>().end.find(before).has_value();
  }

  /// "Số: 2}2 /KH-SYT", "Số: …/KH-UBND": a blank, or a number that cannot be read.
  bool read_notation_alone() {
    // a stroke of the number may stand before the letters: "Số: 22 /&H-SYT"
    static const Pattern kPattern(std::string(R"([^a-z]*s{1,2}[oae06].{0,12}?/\s*[^\sa-z0-9/]?()") +
                                  kNotationPattern + ")"),
        kParty(R"([^a-z]*s[oa06][^a-z]{0,14}-\s?([a-z]{1,4}\s?/\s?[a-z][a-z&-]+))");
    for (std::size_t i = 0; i < input_.lines.size(); ++i) {
      const PrintedLine& line = input_.lines[i];
      if (line.zone != LineZone::kHead) continue;
      const auto party = kParty.at_start(line.passage.key),
                 match = party ? party : kPattern.at_start(line.passage.key);
      if (!match || is_cited(i, 0)) continue;
      out_.notation = to_field(line.passage, line.passage.in_text(*match->groups[1]));
      return true;
    }
    return false;
  }

  bool read_appendix() {
    static const Pattern kPattern(R"(\bso\s*(\d{0,5}[a-z]?)\s*/\s*([a-z]+(?:-[a-z]+)+))");
    for (const SectionNode& node : input_.nodes) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      const auto match = kPattern.find(node.text.key);
      if (!match) continue;
      const ByteRange notation = node.text.in_text(*match->groups[2]);
      if (!is_of_other_type(slice(node.text.text, notation))) return take(node.text, *match);
    }
    return false;
  }

  /// "(Kèm theo Quyết định số 24/QĐ-UBND …)" below the appendix of a plan is about the decision.
  [[nodiscard]] bool is_of_other_type(std::string_view notation) const {
    const auto type = find_cited_type(input_.lexicon, notation.substr(0, notation.find('-')));
    return type && !type_code_.empty() && fold(type->code) != fold(type_code_);
  }

  /// "Số: 98KH-UBND": the slash was lost, or read as the last digit, before the type of the title.
  bool read_without_slash() {
    static const Pattern kPattern(
        R"((?:^|\s)s[oae06]\s?[:;.,]?\s*(\d{1,5})\s?-?\s?(([a-z]{2,4})-[a-z0-9.&-]+))");
    for (const PrintedLine& line : input_.lines) {
      const auto match = kPattern.find(line.passage.key);
      if (line.zone == LineZone::kHead && is_of_title(line, match))
        return take(line.passage, *match);
    }
    return false;
  }

  /// "Số:6 (CT-UBND", "6: 2} KH-SYT": the number was written over the slash, and cannot be read.
  bool read_written_over() {
    static const Pattern kPattern(
        R"([^a-z]{0,2}(?:s[oae06]\s?[:;.]|[oae06]\s?:)[^a-z]{0,12}?[^a-z0-9](([a-z]{2,4})-[a-z0-9.&-]+)$)");
    for (const PrintedLine& line : input_.lines) {
      const auto match = kPattern.at_start(line.passage.key);
      if (line.zone != LineZone::kHead || !is_of_title(line, match)) continue;
      out_.notation = to_field(line.passage, line.passage.in_text(*match->groups[1]));
      return true;
    }
    return false;
  }

  /// True where the last group of the match is the type of the title; the notation is in doubt.
  bool is_of_title(const PrintedLine& line, const std::optional<Match>& match) {
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
    out_.number->confidence = kProposedConfidence;
    out_.number->basis = Basis::kInferred;
    add_reason(out_.flags, "NUMBER_PROPOSED");
    return true;
  }

  /// Digits that were typed or read as letters are proposed; "12a" is a number of its own.
  void settle_digits() {
    std::string& value = out_.number->value;
    std::erase(value, ' ');
    const auto digits = digits_of(value);
    if (!digits || *digits == value) return;
    value = *digits;
    out_.number->confidence = std::min(out_.number->confidence, kProposedConfidence);
    out_.number->basis = Basis::kInferred;
    add_reason(out_.flags, "NUMBER_PROPOSED");
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
    const bool lost_letter = !find_type_by_code(input_.lexicon, head) &&
                             head.size() < type_code_.size() &&
                             edit_distance(fold(head), fold(type_code_)) == 1;
    if (!is_same && !lost_letter) return;
    value.replace(0, dash, type_code_);
    out_.notation->confidence = kInferredConfidence;
  }

  void repair_organ() {
    std::string right = correct_organ_letters(input_.lexicon, out_.notation->value);
    if (right == out_.notation->value) return;
    out_.notation->value = std::move(right);
    out_.notation->confidence = kInferredConfidence;
  }

  const HeaderInput& input_;
  std::string_view type_code_;
  CodeNumber out_;
};

}  // namespace

bool is_number_printed(const HeaderInput& input) {
  static const Pattern kPrinted(R"((?:^|\s)[^a-z0-9\s]?s[oae06]\s?[:;]|[^a-z0-9]?so\s*[._…]{2,})");
  return std::ranges::any_of(input.lines, [](const PrintedLine& line) {
    return line.zone == LineZone::kHead && kPrinted.at_start(line.passage.key);
  });
}

CodeNumber read_code_number(const HeaderInput& input, std::string_view type_code) {
  CodeNumber out = CodeNumberReader(input, type_code).read();
  if (!out.number) add_reason(out.flags, "NUMBER_BLANK");
  const bool is_code = !out.notation || parse_code(input.lexicon, "01/" + out.notation->value) ||
                       parse_code(input.lexicon, "01-" + out.notation->value);
  if (!is_code) add_reason(out.flags, "NOTATION_BAD");
  return out;
}

}  // namespace codau::document
