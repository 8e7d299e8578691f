#include "review/queue/answer.h"

#include <charconv>
#include <functional>
#include <system_error>

#include "review/queue/json.h"

namespace codau::review {

Answer refuse(int status, const Message& why) { return answer({{"error", json_of(why)}}, status); }

Answer no_such_row() {
  return refuse(404, both("dòng này không còn trong kết quả", "this row is not in the output"));
}

std::string at(const Asked& asked, std::string_view key) {
  const auto found = asked.find(key);
  return found == asked.end() ? std::string() : found->second;
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && out >= 0 ? std::optional(out) : std::nullopt;
}

Message changed_by_others() {
  return both("Giá trị này vừa được người khác hoặc cửa sổ khác sửa; hãy xem lại rồi quyết định",
              "Somebody else, or another window, has just changed this; look again and decide");
}

Answer not_understood() {
  return refuse(400, both("không hiểu được yêu cầu", "the request is not understood"));
}

}  // namespace codau::review
