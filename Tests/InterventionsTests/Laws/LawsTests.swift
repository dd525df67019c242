import HookKit
import HookKitTesting
import Interventions
import Testing

/// Every law is seen to fail on an intervention that breaks it.
@Suite struct LawsTests {
  private func broken<Kind: Intervention>(
    _ intervention: Kind, identity: Kind? = nil, isRandom: Bool? = nil
  ) throws -> Set<Law> {
    Set(try Laws.violations(of: intervention, identity: identity, isRandom: isRandom).map(\.law))
  }

  @Test func identity() throws {
    #expect(try broken(CarelessShift(by: 1), identity: CarelessShift(by: 0)) == [.identity])
    #expect(try broken(CarelessShift(by: 0)) == [.identity])
    #expect(try broken(CarelessShift(by: 1)) == [])
    #expect(try broken(SilentIdentity(by: 2), identity: SilentIdentity(by: 1)) == [.identity])
  }

  @Test func overwriting() throws {
    #expect(try broken(FalseOverwriter()) == [.overwriting])
    let one = TensorSource.values(Tensor(repeating: 1, shape: [1]))
    #expect(Zero().overwrites && SetValue(value: 2).overwrites && Patch(from: one).overwrites)
    #expect(Mean(of: one).overwrites && Resample(from: one).overwrites)
    #expect(try broken(Zero()) == [] && broken(SetValue(value: 2)) == [])
    let masked = Patch(from: one, mask: one)
    #expect(!masked.overwrites && !Scale(by: 2).overwrites)
  }

  @Test func algebra() throws {
    #expect(try broken(FalseAdder()) == [.algebra] && broken(FalseMultiplier()) == [.algebra])
    #expect(AddVector(vector: "a.npz").algebra == .adds && Noise(scale: 1).algebra == .adds)
    #expect(
      Scale(by: 2).algebra == .multiplies && Zero().algebra == .multiplies && SetValue(value: 1).algebra == .other)
    #expect(try broken(Noise(scale: 2)) == [] && broken(Scale(by: -3)) == [])
  }

  @Test func inputUntouched() throws { #expect(try broken(Scribbler()).contains(.inputUntouched)) }

  @Test func shape() throws { #expect(try broken(Dropper()) == [.shape]) }

  @Test func finite() throws { #expect(try broken(Divider()) == [.finite]) }

  @Test func rowsIndependent() throws {
    #expect(try broken(Centring()) == [.rowsIndependent])
    #expect(try broken(FirstRow()) == [.rowsIndependent])
    #expect(try broken(Positional()) == [.rowsIndependent])
  }

  @Test func positions() throws {
    #expect(try broken(Contiguous()) == [.positions])
    #expect(try broken(Numbered()) == [])
  }

  @Test func grids() throws {
    #expect(try broken(Homesick()) == [.grids])
    #expect(try broken(Stranger()) == [.grids])
  }

  @Test func drawsPerRow() throws {
    #expect(try broken(SecretDice()) == [.drawsPerRow, .seed])
    #expect(try broken(EmptyPromise()) == [.drawsPerRow, .seed])
  }

  @Test func locality() throws {
    #expect(try broken(Reversal()) == [.locality])
    #expect(try broken(Wanderer()) == [.locality])
    #expect(try broken(Keyed()) == [.locality])
  }

  @Test func reads() throws {
    let setting = try LawSetting(shape: [3, 4, 5], at: "body_out")
    func broken<Kind: Intervention>(_ intervention: Kind) throws -> Set<Law> {
      Set(try Laws.violations(of: intervention, in: [setting]).map(\.law))
    }
    #expect(try broken(Indifferent()) == [.reads])
    #expect(try broken(Borrower()).contains(.reads))
    #expect(try broken(Listener()) == [])
  }

  @Test func selection() throws {
    // A run takes care of selections; only one who writes where it may only read gets around that.
    #expect(try broken(Scribbler()).contains(.selection))
  }

  @Test func roundTrip() throws {
    #expect(try broken(Forgetful(factor: 3)) == [.roundTrip])
    #expect(try broken(Forgetful(factor: 2)) == [])
    #expect(try broken(OneWay(factor: 3)) == [.roundTrip])
    #expect(try Laws.violations(of: Forgetful(factor: 3), except: [.roundTrip]) == [])
  }

  @Test func seed() throws {
    #expect(try broken(Dice()).contains(.seed))
    #expect(try broken(Loaded()) == [])
    #expect(try broken(SilentDice()) == [.seed] && broken(FalseDice()) == [.seed])
    #expect(try broken(Loaded(), isRandom: false) == [.seed])
    #expect(try broken(SilentIdentity(), isRandom: true) == [.seed])
  }

  @Test func violationsSayWhatWasSeen() throws {
    let violations = try Laws.violations(of: Reversal(), shapes: [[6]])
    #expect(
      violations.map(\.description) == [
        "the declared locality is true: at a site of shape [6], declared elementwise, but changing element 0 moved element 5"
      ])
  }
}
