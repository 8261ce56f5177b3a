Console.Error.WriteLine("not wired up yet");
return 2;
