#include "recogniser/fine_tuned_lstm.h"

#include <cstddef>
#include <cstdint>

#include "recogniser/traineddata.h"

// The program embeds the file, since a worker opens only files that it was given.
asm(".pushsection .rodata\n"
    ".globl codau_fine_tuned_lstm, codau_fine_tuned_lstm_end\n"
    ".hidden codau_fine_tuned_lstm, codau_fine_tuned_lstm_end\n"
    "codau_fine_tuned_lstm:\n"
    ".incbin \"" CODAU_FINE_TUNED_LSTM
    "\"\n"
    "codau_fine_tuned_lstm_end:\n"
    ".popsection\n");
extern const char fine_tuned_lstm[] asm("codau_fine_tuned_lstm");
extern const char fine_tuned_lstm_end[] asm("codau_fine_tuned_lstm_end");

namespace codau::recogniser {

std::string_view select_lstm_component(std::string_view traineddata) {
  constexpr std::uint64_t kDebianVieHash = 0xd8b22a9e03496a6eU;  // tesseract-ocr-vie 1:4.1.0-2
  const std::string_view own = find_component(traineddata, TraineddataComponent::kLstm);
  if (hash_fnv1a(own) != kDebianVieHash) return own;
  return {fine_tuned_lstm, static_cast<std::size_t>(fine_tuned_lstm_end - fine_tuned_lstm)};
}

}  // namespace codau::recogniser
