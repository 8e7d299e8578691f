// export/pdf/pdf_a_content.h — a content stream as PDF/A-2b sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "export/pdf/pdf_a.h"

namespace codau::exports {

enum class PdfToken : std::uint8_t { kBad, kOperator, kNumber, kName, kBool, kString, kOther };

/// Looks at the tokens of content streams (of pages, forms and patterns), and keeps none of them.
/// Text state is taken for new at the beginning of each: begin().
class PdfContentInspector {
 public:
  explicit PdfContentInspector(std::set<PdfObstacle>& found) : found_(found) {}

  void begin();
  /// Whether, since then, an operator has named a resource.
  [[nodiscard]] bool names_resources() const { return names_resources_; }
  /// `value`: the name with its slash, the bytes of a string; `raw`: as it is written.
  void take(PdfToken kind, const std::string& value, const std::string& raw);

 private:
  void apply(const std::string& op);
  void take_operand(PdfToken kind, const std::string& value, const std::string& raw);

  std::set<PdfObstacle>& found_;
  int mode_ = 0;             ///< text render mode
  std::vector<int> saved_;   ///< of each q
  int number_ = 0;           ///< the last operand that is an integer
  std::string name_;         ///< the last operand that is a name
  bool shows_text_ = false;  ///< an operand is a text of at least one character
  bool names_resources_ = false;
  bool is_inline_ = false;  ///< between BI and ID
};

/// Of the four that there are [6.2.6]; with its slash.
[[nodiscard]] bool is_rendering_intent(const std::string& name);

/// Whether a PDF number, name or string token is within what PDF/A-2b allows [6.1.13]: numbers as
/// written, names with their slash, texts as their bytes.
[[nodiscard]] bool is_small_number(const std::string& number);
inline constexpr std::size_t kMostName = 127, kMostString = 32767;

}  // namespace codau::exports
