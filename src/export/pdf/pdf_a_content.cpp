#include "export/pdf/pdf_a_content.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace codau::exports {
namespace {

constexpr int kInvisible = 3;
constexpr std::size_t kMostNesting = 28;

/// Operators of ISO 32000-1, annex A.
const std::set<std::string>& operators() {
  static const std::set<std::string> all = {
      "b",  "B",  "b*", "B*", "BDC", "BI",  "BMC", "BT", "BX", "c",  "cm", "CS", "cs", "d",  "d0",
      "d1", "Do", "DP", "EI", "EMC", "ET",  "EX",  "f",  "F",  "f*", "G",  "g",  "gs", "h",  "i",
      "ID", "j",  "J",  "K",  "k",   "l",   "m",   "M",  "MP", "n",  "q",  "Q",  "re", "RG", "rg",
      "ri", "s",  "S",  "SC", "sc",  "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ",
      "TL", "Tm", "Tr", "Ts", "Tw",  "Tz",  "v",   "w",  "W",  "W*", "y",  "'",  "\""};
  return all;
}

bool is_hexadecimal_half(const std::string& raw) {
  if (raw.empty() || raw[0] != '<') return false;
  const auto digits = std::count_if(raw.begin(), raw.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
  return digits % 2 != 0;
}

}  // namespace

bool is_rendering_intent(const std::string& name) {
  return name == "/RelativeColorimetric" || name == "/AbsoluteColorimetric" ||
         name == "/Perceptual" || name == "/Saturation";
}

bool is_small_number(const std::string& number) {
  constexpr double kMostInteger = 2147483648.0, kMostReal = 3.403e38;
  const bool is_real = number.find('.') != std::string::npos;
  return std::abs(std::strtod(number.c_str(), nullptr)) < (is_real ? kMostReal : kMostInteger);
}

void PdfContentInspector::begin() {
  render_mode_ = 0;
  saved_modes_.clear();
  name_.clear();
  shows_text_ = is_inline_ = has_named_resources_ = false;
}

void PdfContentInspector::take(PdfToken kind, const std::string& value, const std::string& raw) {
  if (kind == PdfToken::kMalformed) {
    obstacles_.insert(PdfObstacle::kContent);
  } else if (kind == PdfToken::kOperator) {
    apply(value);
    shows_text_ = false;
  } else {
    take_operand(kind, value, raw);
  }
}

void PdfContentInspector::apply(const std::string& op) {
  const bool names_one = op == "Do" || op == "Tf" || op == "gs" || op == "sh";
  has_named_resources_ = has_named_resources_ || names_one;
  if (op == "q") {
    saved_modes_.push_back(render_mode_);
    if (saved_modes_.size() > kMostNesting) obstacles_.insert(PdfObstacle::kLimits);
  } else if (op == "Q" && !saved_modes_.empty()) {
    render_mode_ = saved_modes_.back();
    saved_modes_.pop_back();
  } else if (op == "Tr") {
    render_mode_ = number_;
  } else if (op == "Tj" || op == "TJ" || op == "'" || op == "\"") {
    if (shows_text_ && render_mode_ != kInvisible) obstacles_.insert(PdfObstacle::kFonts);
  } else if (op == "K" || op == "k") {
    obstacles_.insert(PdfObstacle::kColour);
  } else if (op == "ri") {
    if (!is_rendering_intent(name_)) obstacles_.insert(PdfObstacle::kContent);
  } else if (op == "BI" || op == "ID") {
    is_inline_ = op == "BI";
  } else if (operators().count(op) == 0) {
    obstacles_.insert(PdfObstacle::kContent);
  }
}

void PdfContentInspector::take_operand(PdfToken kind, const std::string& value,
                                       const std::string& raw) {
  switch (kind) {
    case PdfToken::kNumber:
      number_ = std::atoi(value.c_str());
      if (!is_small_number(value)) obstacles_.insert(PdfObstacle::kLimits);
      break;
    case PdfToken::kName:
      name_ = value;
      if (value.size() > kMaxNameBytes + 1) obstacles_.insert(PdfObstacle::kLimits);
      if (value == "/DeviceCMYK" || (is_inline_ && value == "/CMYK")) {
        obstacles_.insert(PdfObstacle::kColour);
      }
      if (is_inline_ && (value == "/LZW" || value == "/LZWDecode" || value == "/Crypt")) {
        obstacles_.insert(PdfObstacle::kStreams);
      }
      break;
    case PdfToken::kBool:
      if (is_inline_ && value == "true" && (name_ == "/I" || name_ == "/Interpolate")) {
        obstacles_.insert(PdfObstacle::kImages);
      }
      break;
    case PdfToken::kString:
      shows_text_ = shows_text_ || !value.empty();
      if (value.size() > kMaxStringBytes) obstacles_.insert(PdfObstacle::kLimits);
      if (is_hexadecimal_half(raw)) obstacles_.insert(PdfObstacle::kContent);
      break;
    default:
      break;
  }
}

}  // namespace codau::exports
