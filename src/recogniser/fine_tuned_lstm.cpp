#include "recogniser/fine_tuned_lstm.h"

#include <cstdint>

#include "recogniser/traineddata.h"

// The program embeds the files, since a worker opens only files that it was given.
#define CODAU_EMBED(name, file)                         \
  asm(".pushsection .rodata\n"                          \
      ".globl codau_" #name ", codau_" #name            \
      "_end\n"                                          \
      ".hidden codau_" #name ", codau_" #name           \
      "_end\n"                                          \
      "codau_" #name                                    \
      ":\n"                                             \
      ".incbin \"" file                                 \
      "\"\n"                                            \
      "codau_" #name                                    \
      "_end:\n"                                         \
      ".popsection\n");                                 \
  extern const char name##_begin[] asm("codau_" #name); \
  extern const char name##_end[] asm("codau_" #name "_end")
CODAU_EMBED(vie_lstm, CODAU_VIE_LSTM);
CODAU_EMBED(hand_lstm, CODAU_HAND_LSTM);
#undef CODAU_EMBED

namespace codau::recogniser {
namespace {

/// Returns whether a component is that of Debian's vie, whose classes the layers were trained with.
bool is_debian_vie(std::string_view lstm) {
  constexpr std::uint64_t kHash = 0xd8b22a9e03496a6eU;  // tesseract-ocr-vie 1:4.1.0-2
  return hash_fnv1a(lstm) == kHash;
}

}  // namespace

std::string_view select_lstm_component(std::string_view traineddata) {
  const std::string_view own = find_component(traineddata, TraineddataComponent::kLstm);
  return is_debian_vie(own) ? std::string_view(vie_lstm_begin, vie_lstm_end) : own;
}

std::string_view find_handwriting_lstm(std::string_view traineddata) {
  const std::string_view own = find_component(traineddata, TraineddataComponent::kLstm);
  return is_debian_vie(own) ? std::string_view(hand_lstm_begin, hand_lstm_end) : std::string_view();
}

}  // namespace codau::recogniser
