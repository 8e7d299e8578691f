// office/api/param_reader.h — reads and checks the parameters of a request. They come from outside:
// every length and value is bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"
#include "office/api/cursor.h"
#include "web/response.h"

namespace codau::office {

/// Reads parameters by name. A missing parameter has a default. The first invalid parameter is kept
/// as a fault; read all parameters, then look for it.
class ParamReader {
 public:
  /// Keeps a reference to `params`.
  explicit ParamReader(const web::RequestParams& params) : params_(params) {}

  /// Returns a text: UTF-8 in NFC, at most 500 bytes, without control characters.
  [[nodiscard]] std::string text(std::string_view name);
  /// Returns a date: YYYY-MM-DD, which exists in the calendar.
  [[nodiscard]] std::string date(std::string_view name);
  /// Returns a month: YYYY-MM.
  [[nodiscard]] std::string month(std::string_view name);
  /// Returns a whole number from `least` to `most`.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, std::int64_t least,
                                                   std::int64_t most);
  /// Returns true for "1" or "true", false for "0", "false" or "".
  [[nodiscard]] bool flag(std::string_view name);
  /// Returns the index of the value among `choices`; 0 without the parameter.
  [[nodiscard]] std::size_t choice(std::string_view name,
                                   std::span<const std::string_view> choices);
  /// Returns the number of rows of a page: `limit`.
  [[nodiscard]] std::size_t limit(std::size_t usual = 50, std::size_t most = 200);
  /// Returns the place after which a page begins: `after`. `size`: number of its values.
  [[nodiscard]] std::optional<CursorValues> after(std::string_view list, std::size_t size);
  /// Makes the cursor invalid, if its values have wrong types.
  void refuse_cursor();

  /// Returns the response for the first invalid parameter (400); nothing if all are valid.
  [[nodiscard]] const std::optional<web::Response>& fault() const noexcept { return fault_; }

 private:
  [[nodiscard]] std::string_view find(std::string_view name) const;
  void refuse(std::string_view name, const Message& rule);

  const web::RequestParams& params_;
  std::optional<web::Response> fault_;
};

}  // namespace codau::office
