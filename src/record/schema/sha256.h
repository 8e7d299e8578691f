// record/schema/sha256.h — a SHA-256 of what comes piece by piece (record/schema/ids.h has it of
// what is there).
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace codau::record {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void add(std::string_view bytes);
  /// In lower-case hex, of all that was added. Nothing can be added afterwards.
  [[nodiscard]] std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::record
