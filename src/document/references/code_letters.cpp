#include "document/references/code_letters.h"

#include <algorithm>
#include <vector>

#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

struct Letters {
  std::string bare;
  std::string_view right;
  bool at_end = false;  ///< of a run of letters only
};

/// The role "organ_letters".
struct OrganLetters {
  explicit OrganLetters(const Lexicon& lexicon) {
    for (const text::LexiconEntry& entry : lexicon.entries("organ_letters"))
      all.push_back({text::strip_diacritics(entry.form), entry.form, entry.has("end")});
  }

  std::vector<Letters> all;
};

/// Where the letters of organs begin in a notation: behind the type.
std::size_t organ_at(std::string_view notation) {
  return std::min(notation.find_first_of("-/"), notation.size());
}

/// True when the letters stand in `initials` in their order.
bool are_among(std::string_view letters, std::string_view initials) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::string_view letter = letters.substr(i, letters.substr(i).starts_with("Đ") ? 2 : 1);
    at = initials.find(letter, at);
    if (at == std::string_view::npos) return false;
    at += letter.size();
    i += letter.size() - 1;
  }
  return true;
}

void replace_all(std::string& text, const Letters& letters) {
  static const Pattern kLetter(R"(\p{L})");
  for (std::size_t at = 0; (at = text.find(letters.bare, at)) != std::string::npos;) {
    const std::size_t end = at + letters.bare.size();
    if (letters.at_end && kLetter.at_start(std::string_view(text).substr(end))) {
      at = end;
      continue;
    }
    text.replace(at, letters.bare.size(), letters.right);
    at += letters.right.size();
  }
}

}  // namespace

std::string make_initials(std::string_view organ) {
  static const Pattern kWord(R"(\p{L}+)");
  std::string out;
  for (std::size_t at = 0; const auto word = kWord.find(organ, at);) {
    at = word->whole().end;
    const std::string upper = text::to_upper(word->of(organ, 0));
    out += upper.starts_with("Đ") ? "Đ" : text::strip_diacritics(upper).substr(0, 1);
  }
  return out;
}

std::string correct_by_initials(std::string_view organ, std::string_view notation) {
  static const Pattern kLetters("[-/]([A-Z]*D[A-Z]*)");
  const std::string initials = make_initials(organ);
  std::string out(notation);
  for (std::size_t at = organ_at(out); const auto found = kLetters.find(out, at);) {
    const ByteRange place = *found->groups[1];
    std::string letters(slice(out, place));
    at = place.end;
    if (are_among(letters, initials)) continue;
    replace_all(letters, {"D", "Đ"});
    if (!are_among(letters, initials)) continue;
    out.replace(place.begin, place.size(), letters);
    at = place.begin + letters.size();
  }
  return out;
}

std::string correct_by_notation(std::string_view own, std::string_view notation) {
  const std::string_view right = own.substr(organ_at(own));
  const std::size_t at = organ_at(notation);
  if (right.empty() || notation.substr(at) != text::strip_diacritics(right))
    return std::string(notation);
  return std::string(notation.substr(0, at)) + std::string(right);
}

std::string correct_organ_letters(const Lexicon& lexicon, std::string_view printed) {
  std::string out(printed);
  for (const Letters& letters : lexicon.cached<OrganLetters>().all) replace_all(out, letters);
  static const Pattern kCouncil(R"((?:^|[-/.])H([PB])ND(?:[^\p{L}]|$))");  // Đ read as P or B (8.5)
  if (const auto match = kCouncil.find(out))
    out.replace(match->groups[1]->begin, match->groups[1]->size(), "Đ");
  static const Pattern kParty(R"(/D[UB]$)");  // Đảng ủy, Đảng bộ
  if (const auto match = kParty.find(out)) out.replace(match->whole().begin + 1, 1, "Đ");
  static const Pattern kCommittee(R"((?:^|-)[A-ZĐ]{1,4}/T(Ư)$)");  // Tỉnh ủy, Thành ủy
  if (const auto match = kCommittee.find(out))
    out.replace(match->groups[1]->begin, match->groups[1]->size(), "U");
  static const Pattern kAssembly(R"(QH([Il|!])\d)");  // of the 14th National Assembly: QH14
  if (const auto match = kAssembly.find(out)) out[match->groups[1]->begin] = '1';
  return out;
}

}  // namespace codau::document
