// export/pdf/pdf_a_content.h — checks content streams of a PDF against PDF/A-2b (ISO 19005-2;
// section numbers in brackets).
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "export/pdf/pdf_a.h"

namespace codau::exports {

/// The kinds of tokens of a content stream.
enum class PdfToken : std::uint8_t {
  kMalformed,  ///< no token of PDF
  kOperator,   ///< a word: an operator, known or not
  kNumber,     ///< an integer or a real number
  kName,       ///< a name with its slash
  kBool,       ///< true or false
  kString,     ///< a string, literal or hexadecimal
  kOther       ///< brackets, null, comments, spaces, inline images
};

/// Finds obstacles to PDF/A in content streams of pages, forms and patterns. For each stream, call
/// begin(), then take() for each of its tokens in order.
class PdfContentInspector {
 public:
  /// `obstacles`: the found obstacles are added here; must outlive this object.
  explicit PdfContentInspector(std::set<PdfObstacle>& obstacles) : obstacles_(obstacles) {}

  /// Begins a stream. Forgets the state of the stream before, but not the obstacles.
  void begin();
  /// Tells whether the current stream has used a named resource by the operator Do, Tf, gs or sh.
  [[nodiscard]] bool has_named_resources() const { return has_named_resources_; }
  /// Takes the next token. `raw`: the token as written. `value`: the decoded token, such as the
  /// bytes of a string; a name keeps its slash.
  void take(PdfToken kind, const std::string& value, const std::string& raw);

 private:
  void apply(const std::string& op);
  void take_operand(PdfToken kind, const std::string& value, const std::string& raw);

  std::set<PdfObstacle>& obstacles_;
  int render_mode_ = 0;           ///< text render mode
  std::vector<int> saved_modes_;  ///< render modes saved by the operator q, until Q
  int number_ = 0;                ///< last number operand
  std::string name_;              ///< last name operand
  bool shows_text_ = false;       ///< the next operator has a non-empty string as operand
  bool has_named_resources_ = false;
  bool is_inline_ = false;  ///< inside an inline image, between BI and ID
};

/// Tells whether a name, with its slash, is one of the four rendering intents [6.2.6].
[[nodiscard]] bool is_rendering_intent(const std::string& name);

/// Tells whether a number, as written, is within the limits of PDF/A-2b [6.1.13]. Its absolute
/// value must be below 2^31, or below 3.403e38 if the number has a decimal point.
[[nodiscard]] bool is_small_number(const std::string& number);
/// Maximum bytes of a name in PDF/A-2b, without its slash [6.1.13].
inline constexpr std::size_t kMaxNameBytes = 127;
/// Maximum bytes of a string in PDF/A-2b [6.1.13].
inline constexpr std::size_t kMaxStringBytes = 32767;

}  // namespace codau::exports
