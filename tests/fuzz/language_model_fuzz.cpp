// Law (lm/ngram_model.h): any file gives a model that can be asked anything, or Error{kModel}. The
// checksums of the input are put right first, so that damage gets behind them.
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/error.h"
#include "lm/ngram_format.h"
#include "lm/ngram_model.h"
#include "replay.h"

namespace {

void mend_checksums(std::string& bytes) {
  using namespace codau::lm;
  if (bytes.size() < kHeaderBytes) return;
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 16, &size, 8);
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    std::uint64_t offset = 0, length = 0;
    std::memcpy(&offset, bytes.data() + 24 + i * 24, 8);
    std::memcpy(&length, bytes.data() + 32 + i * 24, 8);
    if (offset > size || length > size - offset) continue;
    const std::uint64_t sum = XXH3_64bits(bytes.data() + offset, length);
    std::memcpy(bytes.data() + 40 + i * 24, &sum, 8);
  }
  const std::uint64_t sum = XXH3_64bits(bytes.data(), kHeaderBytes - 8);
  std::memcpy(bytes.data() + kHeaderBytes - 8, &sum, 8);
}

void ask(const codau::lm::NgramModel& model) {
  codau::lm::State state;
  for (std::uint32_t i = 0; i < 3 * model.size() && i < 2000; ++i) {
    const auto word = static_cast<codau::lm::WordId>(i * 7 % model.size());
    if (model.spelling(word).size() > 1000000) std::abort();
    state = model.score(state, word).next;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(data, data + size);
  mend_checksums(bytes);
  char path[] = "/tmp/codau-fuzz-XXXXXX";
  const int file = ::mkstemp(path);
  if (file < 0 || ::write(file, bytes.data(), bytes.size()) < 0) std::abort();
  ::close(file);
  try {
    const codau::lm::NgramModel model(path);
    ask(model);
    model.verify();
  } catch (const codau::Error& error) {
    if (error.code() != codau::ErrorCode::kModel) std::abort();
  }
  ::unlink(path);
  return 0;
}
