// record/schema/sha256.h — computes a SHA-256 step by step, for bytes that arrive over time. For
// bytes that are all available, record/schema/ids.h has functions.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace codau::record {

/// A running SHA-256. Throws Error{kInternal} if OpenSSL fails.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  /// Appends bytes to the hashed text.
  void add(std::string_view bytes);
  /// Returns the hash of all added bytes as 64 lower-case hex digits. Call take() once; do not call
  /// add() afterwards.
  [[nodiscard]] std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::record
