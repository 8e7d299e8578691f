#include "export/target/decimal.h"

#include <array>
#include <charconv>

namespace codau::exports {

std::string format_decimal(double value, int max_places) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::fixed, max_places);
  std::string out(digits.data(), end.ptr);
  if (out.find('.') != out.npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

}  // namespace codau::exports
