// export/pdf/pdf_a_content.h — checks a content stream against PDF/A-2b.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "export/pdf/pdf_a.h"

namespace codau::exports {

enum class PdfToken : std::uint8_t { kBad, kOperator, kNumber, kName, kBool, kString, kOther };

/// Inspects the tokens of content streams (of pages, forms and patterns) without keeping them.
/// begin() starts a stream with a new text state.
class PdfContentInspector {
 public:
  explicit PdfContentInspector(std::set<PdfObstacle>& found) : found_(found) {}

  void begin();
  /// Tells whether an operator of the current stream has named a resource.
  [[nodiscard]] bool names_resources() const { return names_resources_; }
  /// Takes a token. `value`: the name with its slash, or the bytes of a string. `raw`: the token as
  /// written.
  void take(PdfToken kind, const std::string& value, const std::string& raw);

 private:
  void apply(const std::string& op);
  void take_operand(PdfToken kind, const std::string& value, const std::string& raw);

  std::set<PdfObstacle>& found_;
  int mode_ = 0;             ///< text render mode
  std::vector<int> saved_;   ///< one for each q
  int number_ = 0;           ///< the last integer operand
  std::string name_;         ///< the last name operand
  bool shows_text_ = false;  ///< an operand is a non-empty string
  bool names_resources_ = false;
  bool is_inline_ = false;  ///< between BI and ID
};

/// Tells whether a name, with its slash, is one of the four rendering intents [6.2.6].
[[nodiscard]] bool is_rendering_intent(const std::string& name);

/// Limits of PDF/A-2b [6.1.13]. is_small_number() checks a number as written. A name counts with
/// its slash, a string in bytes.
[[nodiscard]] bool is_small_number(const std::string& number);
inline constexpr std::size_t kMostName = 127, kMostString = 32767;

}  // namespace codau::exports
