#include "review/queue/json_response.h"

#include <charconv>
#include <functional>
#include <system_error>

#include "review/queue/json.h"

namespace codau::review {

JsonResponse make_error_response(int status, const Message& why) {
  return make_response({{"error", make_message_json(why)}}, status);
}

JsonResponse make_not_found_response() {
  return make_error_response(
      404, both("dòng này không còn trong kết quả", "this row is not in the output"));
}

std::string at(const RequestParams& asked, std::string_view key) {
  const auto found = asked.find(key);
  return found == asked.end() ? std::string() : found->second;
}

std::optional<std::int64_t> parse_param_number(std::string_view digits) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && out >= 0 ? std::optional(out) : std::nullopt;
}

Message make_conflict_message() {
  return both("Giá trị này vừa được người khác hoặc cửa sổ khác sửa; hãy xem lại rồi quyết định",
              "Somebody else, or another window, has just changed this; look again and decide");
}

JsonResponse make_bad_request_response() {
  return make_error_response(400, both("không hiểu được yêu cầu", "the request is not understood"));
}

}  // namespace codau::review
