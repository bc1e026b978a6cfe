using Conductor.Doctor;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc;

/// <summary>
/// Answers <c>doctor</c>: looking takes up to seconds, so it is done on a thread of its own while everything else goes on. One look at a time; who asks during one gets the next, because it
/// may have asked after mending something.
/// </summary>
/// <param name="examination">What this process finds.</param>
/// <param name="loop">The control thread, where all of this is called.</param>
internal sealed class DoctorService(Examination examination, ControlLoop loop)
{
    private List<IpcConnection> _waiting = [];
    private bool _isLooking;

    public void Add(IpcConnection connection)
    {
        _waiting.Add(connection);
        if (!_isLooking) Begin();
    }

    private void Begin()
    {
        _isLooking = true;
        var asked = _waiting;
        _waiting = [];
        new Thread(() => Look(asked)) { Name = "doctor", IsBackground = true }.Start();
    }

    private void Look(List<IpcConnection> asked)
    {
        try
        {
            var reply = examination.OfThisProcess();
            loop.Post(() => End(asked, connection => connection.Answer(reply, IpcJson.Default.DoctorReply)));
        }
        catch (Exception e)   // a mistake of ours in one of many looks must not end the daemon
        {
            loop.Post(() => End(asked, connection => connection.Fail(ErrorCode.InternalError, $"Internal error in 'doctor': {e.GetType().Name}: {e.Message}")));
        }
    }

    private void End(List<IpcConnection> asked, Action<IpcConnection> answer)
    {
        _isLooking = false;
        foreach (var connection in asked) answer(connection);
        if (_waiting.Count > 0) Begin();
    }
}
