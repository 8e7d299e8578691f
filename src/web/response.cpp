#include "web/response.h"

#include "text/json_text.h"

namespace codau::web {
namespace {

/// The name of a status, for people.
Message title_of(int status) {
  switch (status) {
    case 400:
      return both("Yêu cầu không hợp lệ", "Bad request");
    case 401:
    case 403:
      return both("Không được phép", "Forbidden");
    case 404:
      return both("Không tìm thấy", "Not found");
    case 405:
      return both("Không dùng được cách này ở địa chỉ này", "Method not allowed");
    case 409:
      return both("Dữ liệu đã thay đổi", "Conflict");
    case 410:
      return both("Không còn nữa", "Gone");
    case 413:
      return both("Dài quá mức cho phép", "Too large");
    case 414:
      return both("Địa chỉ quá dài", "Address too long");
    case 503:
      return both("Lúc này chưa làm được", "Unavailable");
    case 507:
      return both("Hết chỗ trên đĩa", "Out of disk space");
    default:
      return both("Lỗi của codau", "Defect of codau");
  }
}

}  // namespace

std::string make_problem_json(int status, const Message& detail) {
  const Message title = title_of(status);
  std::string out = R"({"type":"about:blank","status":)" + std::to_string(status);
  const auto add = [&](std::string_view key, std::string_view value) {
    out.append(",\"").append(key).append("\":");
    text::append_json_string(out, value);
  };
  add("title", title.vi);
  add("detail", detail.vi);
  add("title_en", title.en);
  add("detail_en", detail.en);
  return out + '}';
}

Response make_problem(int status, const Message& detail) {
  return {status, make_problem_json(status, detail), kProblemType};
}

}  // namespace codau::web
