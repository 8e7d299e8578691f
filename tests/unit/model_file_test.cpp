// The file of a network: what is written is read, and damage is refused with a clear line.
#include "nn/model_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "../support/temp_folder.h"
#include "core/error.h"
#include "nn/float_weights.h"

namespace codau::nn {
namespace {

constexpr std::size_t kVersionOffset = 8, kSizeOffset = 28, kHashOffset = 36, kPayloadOffset = 44;

ModelFile toy() {
  ModelFile file("toy");
  file.add<std::int8_t>("bytes", {2, 3}, {1, -2, 3, -4, 5, -128});
  file.add<std::int16_t>("words", {1, 1, 1, 2}, {-32768, 32767});
  file.add<std::int32_t>("numbers", {2}, {-2147483647, 7});
  file.add<float>("floats", {3}, {0.5F, -1e-30F, 3});
  file.add_text("text", "một\nhai\n");
  return file;
}

template <class T>
void put(std::string& bytes, std::size_t at, T number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
}

/// Makes size and hash of the head those of the payload.
std::string mend(std::string bytes) {
  const std::uint64_t size = bytes.size() - kPayloadOffset;
  put(bytes, kSizeOffset, size);
  put(bytes, kHashOffset, hash_fnv1a(std::string_view(bytes).substr(kPayloadOffset)));
  return bytes;
}

/// Returns the message of the Error{kModel}; empty if the file is sound.
std::string fault_of(const std::string& bytes, const char* kind = "toy") {
  try {
    static_cast<void>(ModelFile::parse(bytes, kind, "a.net"));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    return error.what();
  }
  return {};
}

template <class Function>
std::string fault_in(const Function& function) {
  try {
    function();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    return error.what();
  }
  return {};
}

TEST(ModelFile, ComesBackAsItWasWritten) {
  const std::string bytes = toy().serialise();
  const ModelFile file = ModelFile::parse(bytes, "toy", "a.net");
  EXPECT_EQ(file.numbers<std::int8_t>("bytes", {2, 3}),
            (std::vector<std::int8_t>{1, -2, 3, -4, 5, -128}));
  EXPECT_EQ(file.numbers<std::int16_t>("words", {1, 1, 1, 2}),
            (std::vector<std::int16_t>{-32768, 32767}));
  EXPECT_EQ(file.numbers<std::int32_t>("numbers", {2}),
            (std::vector<std::int32_t>{-2147483647, 7}));
  EXPECT_EQ(file.numbers<float>("floats", {3}), (std::vector<float>{0.5F, -1e-30F, 3}));
  EXPECT_EQ(file.text("text"), "một\nhai\n");
  EXPECT_EQ(file.hash().size(), 16U);
  EXPECT_EQ(file.serialise(), bytes);
}

TEST(ModelFile, EachDamageIsRefused) {
  const std::string sound = toy().serialise();
  for (std::size_t length = 0; length < sound.size(); ++length)
    EXPECT_NE(fault_of(sound.substr(0, length)), "") << length;
  EXPECT_NE(fault_of(sound + '\0').find("cut off or too long"), std::string::npos);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string flipped = sound;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    EXPECT_NE(fault_of(flipped), "") << at;
  }
}

TEST(ModelFile, DamageBehindARightHashIsRefusedOrHarmless) {
  const std::string sound = toy().serialise();
  for (std::size_t length = kPayloadOffset; length < sound.size(); ++length)
    EXPECT_NE(fault_of(mend(sound.substr(0, length))), "") << length;
  EXPECT_EQ(fault_of(mend(sound + '\0')), "a.net: is damaged; copy it again (end)");
  for (std::size_t at = kPayloadOffset; at < sound.size(); ++at) {
    std::string changed = sound;
    changed[at] = static_cast<char>(0xFF);
    static_cast<void>(fault_of(mend(changed)));
  }
  std::string many = sound;
  put(many, kPayloadOffset, std::numeric_limits<std::uint32_t>::max());
  EXPECT_EQ(fault_of(mend(many)), "a.net: is damaged; copy it again (tensors)");
  // The product of the dimensions does not fit into 64 bits.
  ModelFile huge("toy");
  huge.add<std::int8_t>("x", {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 2}, {1});
  EXPECT_EQ(fault_of(huge.serialise()), "a.net: is damaged; copy it again (tensor 1)");
  ModelFile twice("toy");
  twice.add<std::int8_t>("x", {1}, {1});
  twice.add<std::int8_t>("x", {1}, {2});
  EXPECT_EQ(fault_of(twice.serialise()), "a.net: is damaged; copy it again (tensor 2)");
}

TEST(ModelFile, OtherFilesAreNamed) {
  const std::string sound = toy().serialise();
  EXPECT_EQ(fault_of("Gì đó khác hẳn"), "a.net: is no network file of codau");
  std::string newer = sound;
  put(newer, kVersionOffset, kModelFileVersion + 1);
  EXPECT_EQ(fault_of(newer),
            "a.net: format 2, this program reads format 1; use the models of this release");
  EXPECT_EQ(fault_of(sound, "line"), "a.net: is a network of another kind than \"line\"");
  EXPECT_EQ(fault_of(std::string(kMaxModelFileBytes + 1, 'x')), "a.net: is too large");
}

TEST(ModelFile, TensorsHaveTheTypeAndShapeThatIsAskedFor) {
  ModelFile made = toy();
  made.add<float>("wild", {2}, {1, std::numeric_limits<float>::infinity()});
  const ModelFile file = ModelFile::parse(made.serialise(), "toy", "a.net");
  const auto is_damage = [](const std::string& fault, const std::string& name) {
    return fault == "a.net: is damaged; copy it again (" + name + ")";
  };
  EXPECT_TRUE(is_damage(fault_in([&] { (void)file.numbers<std::int8_t>("none", {1}); }), "none"));
  EXPECT_TRUE(is_damage(fault_in([&] { (void)file.numbers<float>("bytes", {2, 3}); }), "bytes"));
  EXPECT_TRUE(is_damage(fault_in([&] {
                          (void)file.numbers<std::int8_t>("bytes", {3, 2});
                        }),
                        "bytes"));
  EXPECT_TRUE(is_damage(fault_in([&] { (void)file.numbers<std::int8_t>("bytes", {6}); }), "bytes"));
  EXPECT_TRUE(is_damage(fault_in([&] { (void)file.text("bytes"); }), "bytes"));
  EXPECT_TRUE(is_damage(fault_in([&] { (void)file.numbers<float>("wild", {2}); }), "wild"));
}

TEST(ModelFile, AMissingFileIsNamed) {
  const testing::TempFolder folder;
  EXPECT_NE(fault_in([&] {
              (void)ModelFile::read(folder / "none.net", "toy");
            }).find("none.net: is missing or cannot be read"),
            std::string::npos);
  std::ofstream(folder / "a.net", std::ios::binary) << toy().serialise();
  EXPECT_EQ(ModelFile::read(folder / "a.net", "toy").tensors().size(), 5U);
  EXPECT_NE(fault_in([&] { (void)ModelFile::read(folder / "", "toy"); }), "");
}

TEST(FloatWeights, ComeBackRoundedToSixteenBits) {
  constexpr FloatConvolution kLayers[] = {{3, 1, 2, 8, true, false}, {1, 1, 8, 1, false, false}};
  std::vector<float> weights(count_weights(kLayers));
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = std::sin(static_cast<float>(i)) * (i < 100 ? 1 : 5);
  ModelFile file("toy");
  add_float_weights(file, kLayers, weights);
  const auto parsed = ModelFile::parse(file.serialise(), "toy", "a.net");
  const std::vector<float> read = read_float_weights(parsed, kLayers);
  ASSERT_EQ(read.size(), weights.size());
  for (std::size_t i = 0; i < weights.size(); ++i) EXPECT_NEAR(read[i], weights[i], 1e-4);
  ModelFile again("toy");
  add_float_weights(again, kLayers, read);
  EXPECT_EQ(again.serialise(), file.serialise());
  EXPECT_NE(fault_in([&] { (void)read_float_weights(parsed, std::span(kLayers).first(1)); }), "");
}

}  // namespace
}  // namespace codau::nn
