// Law (lm/context_model.h): any file gives a model that can be asked anything, or Error{kModel}.
// The checksum of the header is put right first, so that damage gets behind it.
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/error.h"
#include "lm/context_model.h"
#include "replay.h"

namespace {

using namespace codau::lm;

std::uint32_t mended(std::string& bytes) {
  if (bytes.size() < kContextHeaderBytes) return 0;
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 32, &size, 8);
  const std::uint64_t sum = XXH3_64bits(bytes.data(), kContextHeaderBytes - 8);
  std::memcpy(bytes.data() + kContextHeaderBytes - 8, &sum, 8);
  std::uint32_t words = 0;
  std::memcpy(&words, bytes.data() + 24, 4);
  return words;
}

void ask(const ContextModel& model, std::uint32_t words) {
  std::vector<ContextToken> text;
  for (std::uint32_t i = 0; i < words && i < 300; ++i) {
    text.push_back(
        {model.fold_of(static_cast<WordId>(i)), static_cast<std::uint8_t>(i % kFormCount)});
  }
  ContextScorer scorer(model, text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::vector<float> out(std::min<std::size_t>(3, words - i));
    scorer.score_words(i, static_cast<WordId>(i), out);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(data, data + size);
  const std::uint32_t words = mended(bytes);
  char path[] = "/tmp/codau-fuzz-XXXXXX";
  const int file = ::mkstemp(path);
  if (file < 0 || ::write(file, bytes.data(), bytes.size()) < 0) std::abort();
  ::close(file);
  try {
    ask(ContextModel(path, words), words);
  } catch (const codau::Error& error) {
    if (error.code() != codau::ErrorCode::kModel) std::abort();
  }
  ::unlink(path);
  return 0;
}
