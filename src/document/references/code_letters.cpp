#include "document/references/code_letters.h"

#include <vector>

#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

struct Letters {
  std::string bare;
  std::string_view right;
};

/// The role "organ_letters".
struct OrganLetters {
  explicit OrganLetters(const Lexicon& lexicon) {
    for (const text::Entry& entry : lexicon.entries("organ_letters"))
      all.push_back({text::strip_marks(entry.form), entry.form});
  }

  std::vector<Letters> all;
};

void replace_all(std::string& text, const Letters& letters) {
  for (std::size_t at = 0; (at = text.find(letters.bare, at)) != std::string::npos;
       at += letters.right.size())
    text.replace(at, letters.bare.size(), letters.right);
}

}  // namespace

std::string with_organ_letters(const Lexicon& lexicon, std::string_view printed) {
  std::string out(printed);
  for (const Letters& letters : lexicon.made<OrganLetters>().all) replace_all(out, letters);
  static const Pattern kParty(R"(/D[UB]$)");  // Đảng ủy, Đảng bộ
  if (const auto match = kParty.find(out)) out.replace(match->whole().begin + 1, 1, "Đ");
  static const Pattern kCommittee(R"((?:^|-)[A-ZĐ]{1,4}/T(Ư)$)");  // Tỉnh ủy, Thành ủy
  if (const auto match = kCommittee.find(out))
    out.replace(match->groups[1]->begin, match->groups[1]->size(), "U");
  static const Pattern kAssembly(R"(QH([Il|!])\d)");  // of the 14th National Assembly: QH14
  if (const auto match = kAssembly.find(out)) out[match->groups[1]->begin] = '1';
  static const Pattern kUnion(R"(-TLD$)");  // Tổng Liên đoàn
  if (kUnion.find(out)) out.replace(out.size() - 1, 1, "Đ");
  return out;
}

}  // namespace codau::document
