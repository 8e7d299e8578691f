#include "document/references/code_letters.h"

#include <array>

#include "document/words/pattern.h"

namespace codau::document {
namespace {

struct Letters {
  std::string_view bare, right;
};

/// Usual letters of organs that hold Đ, parts of longer ones too (SGDĐT, BCĐ389, TĐTN); none is
/// part of letters without Đ.
constexpr auto kKnown = std::to_array<Letters>({{"LDTB", "LĐTB"},
                                                {"HDND", "HĐND"},
                                                {"HDNVQS", "HĐNVQS"},
                                                {"HDQT", "HĐQT"},
                                                {"HDBC", "HĐBC"},
                                                {"LDLD", "LĐLĐ"},
                                                {"TLDLD", "TLĐLĐ"},
                                                {"GDDT", "GDĐT"},
                                                {"GD&DT", "GD&ĐT"},
                                                {"KHDT", "KHĐT"},
                                                {"KH&DT", "KH&ĐT"},
                                                {"BCD", "BCĐ"},
                                                {"HTDT", "HTĐT"},
                                                {"DTN", "ĐTN"}});

void replace_all(std::string& text, const Letters& letters) {
  for (std::size_t at = 0; (at = text.find(letters.bare, at)) != std::string::npos;
       at += letters.right.size())
    text.replace(at, letters.bare.size(), letters.right);
}

}  // namespace

std::string with_organ_letters(std::string_view printed) {
  std::string out(printed);
  for (const Letters& letters : kKnown) replace_all(out, letters);
  static const Pattern kParty(R"(/D[UB]$)");  // Đảng ủy, Đảng bộ
  if (const auto match = kParty.find(out)) out.replace(match->whole().begin + 1, 1, "Đ");
  static const Pattern kAssembly(R"(QH([Il|!])\d)");  // of the 14th National Assembly: QH14
  if (const auto match = kAssembly.find(out)) out[match->groups[1]->begin] = '1';
  static const Pattern kUnion(R"(-TLD$)");  // Tổng Liên đoàn
  if (kUnion.find(out)) out.replace(out.size() - 1, 1, "Đ");
  return out;
}

}  // namespace codau::document
